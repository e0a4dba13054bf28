package dev.healthdata.platform.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.scenario.RunningPlatform.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Another program writes visits keyed by their patients. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WrongKeysIT {
    @TempDir
    private static Path directory;

    private static RunningPlatform platform;

    @BeforeAll
    static void starts() throws Exception {
        platform = RunningPlatform.start(directory);
        platform.feed("patients.csv", "patient_id,name,gender,dob,blood_group,city", "P1,Ann,F,1980-01-01,O+,Bonn");
        platform.feed("doctors.csv", "doctor_id,name,specialization,hospital", "D1,Dora,ENT,City");
        platform.awaitRows("patients", 1);
        platform.awaitRows("doctors", 1);
        platform.write("raw-visits", "P1", visit("V7"));
        platform.write("raw-visits", "P1", visit("V8"));
        platform.awaitRows("visits", 2);
    }

    @AfterAll
    static void ends() throws Exception {
        platform.stop();
    }

    @Test
    @Order(1)
    void eachHasADeadLetterThatIsFoundByItsId() {
        assertThat(tally(platform.ok("audit", "--json")))
                .isEqualTo("{\"rows\":2,\"stored\":0,\"superseded\":0,\"waiting\":0,\"dead_lettered\":2}");
        for (String id : new String[] {"V7", "V8"}) {
            assertThat(platform.ok("dead-letters", "show", id).output()).containsOnlyOnce("visits raw-visits:0:");
            assertThat(platform.ok("trace", "--table", "visits", "--id", id).output())
                    .containsOnlyOnce("visits raw-visits:0:")
                    .contains("is dead-lettered");
        }
        assertThat(platform.run("dead-letters", "close", "V7", "--reason", "a test")
                        .output())
                .contains("name that of its dead letter, raw-visits:0:");
    }

    @Test
    @Order(2)
    void bothAreStoredWhenTheyAreSentAgain() throws Exception {
        assertThat(platform.ok("dead-letters", "replay").output()).contains("2 accepted");

        platform.awaitRows("visits", 4);
        assertThat(tally(platform.ok("audit", "--json")))
                .isEqualTo("{\"rows\":4,\"stored\":2,\"superseded\":2,\"waiting\":0,\"dead_lettered\":0}");
        assertThat(platform.ok("dead-letters", "summary").output()).contains("No dead letter is open.");
        assertThat(platform.ok("trace", "--table", "visits", "--id", "V7").output())
                .contains("closed by an operator");
        assertThat(platform.database().query("SELECT GROUP_CONCAT(visit_id ORDER BY visit_id) FROM visits"))
                .first()
                .asString()
                .contains("V7,V8");
    }

    private static String tally(Run audit) {
        return audit.json().at("/tables/visits").toString();
    }

    private static byte[] visit(String id) {
        return ("{\"visit_id\":\"" + id + "\",\"patient_id\":\"P1\",\"doctor_id\":\"D1\",\"visit_date\":\"2024-01-01\","
                        + "\"reason\":\"cough\",\"visit_type\":\"OPD\"}")
                .getBytes(UTF_8);
    }
}

package dev.healthdata.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.testing.TestSql;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That it measures, counts and compares, with as few rows as will do. How fast anything is, is no business of a test. */
class BenchIT {
    @TempDir
    private Path directory;

    @Test
    void measuresTheValidatorBesideAPassThroughInTheSameRun() throws Exception {
        JsonNode standings =
                Bench.measure(directory, "validator", "--scale=0.02", "--contender=PASS_THROUGH,VALIDATOR");

        assertThat(standings.findValuesAsText("contender"))
                .containsExactly("pass-through, exactly once", "validator, exactly once");
        assertThat(standings.get(0).path("ratio").asDouble())
                .as("of the reference")
                .isEqualTo(1);
        standings.forEach(standing -> Bench.assertPositive(standing, "rowsPerSecond", "cpuSeconds"));
    }

    @Test
    void measuresTheProducerBesideKafkasOwnAndBesideParsing() throws Exception {
        JsonNode standings = Bench.measure(directory, "producer", "--scale=0.5");

        assertThat(standings.findValuesAsText("contender"))
                .containsExactly("kafka-producer-perf-test", "replay", "commons-csv, parsing only");
        standings.forEach(standing -> Bench.assertPositive(standing, "rowsPerSecond", "cpuSeconds"));
    }

    @Test
    void measuresTheSinkBesideTheLoadersOfTheDatabase() throws Exception {
        JsonNode standings = Bench.measure(directory, "sink", "--scale=0.02");

        assertThat(standings.findValuesAsText("contender"))
                .containsExactly(
                        "LOAD DATA, one stream",
                        "LOAD DATA, two streams",
                        "JDBC batches, two streams",
                        "sink",
                        "sink, one bad row",
                        "sink, 1 % bad rows");
        standings.forEach(standing -> Bench.assertPositive(standing, "seconds"));
    }

    @Test
    void failsWhereRowsThatItWouldCountAreNotStored() throws Exception {
        TestSql sql = TestSql.shared();
        SqlAccount account = sql.account();
        sql.administer(
                "SET GLOBAL local_infile = ON",
                // Only a warning to LOAD DATA, which leaves the second doctor out.
                "CREATE TRIGGER healthcare_db.twins BEFORE INSERT ON healthcare_db.doctors FOR EACH ROW"
                        + " SET NEW.doctor_id = IF(NEW.doctor_id = 'D2001', 'D2000', NEW.doctor_id)");
        try {
            int code = Bench.healthcare(
                    Map.of(
                            "MYSQL_URL", account.url(),
                            "MYSQL_USER", account.user(),
                            "MYSQL_PASSWORD", account.password()),
                    directory.resolve("out"),
                    "bench",
                    "--only=sink",
                    "--sink-contender=LOAD_DATA",
                    "--scale=0.002",
                    "--runs=1");

            assertThat(code).isEqualTo(1);
            assertThat(sql.query("SELECT doctor_id FROM doctors")).containsExactly(List.of("D2000"));
        } finally {
            sql.administer("DROP TRIGGER healthcare_db.twins");
            sql.reset();
        }
    }

    /**
     * The guard against work that creeps in: the bounds are up to six times what was counted when they were written down
     * (1.5 inserts, 11 round trips, 3.4 selects, 0.7 transactions; 3,500 records in changelogs, 180 between tasks, 23
     * transactions). On a slow machine batches and transactions are smaller, and so more for as many rows.
     */
    @Test
    void aThousandRowsTakeNoMoreStatementsTransactionsAndRecordsThanTheyUsedTo() throws Exception {
        JsonNode counts = Bench.measureEmbedded(directory, "counts", "--scale=0.1");

        assertBetween(counts.path("sink"), "inserts", 0.4, 6);
        assertBetween(counts.path("sink"), "roundTrips", 1, 45);
        assertBetween(counts.path("sink"), "selects", 0.1, 14);
        assertBetween(counts.path("sink"), "transactions", 0.1, 4);
        assertBetween(counts.path("validator"), "clean", 900, 1_050);
        assertBetween(counts.path("validator"), "changelogs", 1_000, 4_400);
        assertBetween(counts.path("validator"), "betweenTasks", 0, 1_000);
        assertBetween(counts.path("validator"), "transactions", 0.1, 100);
    }

    @Test
    void saysWhatIsWrongWithItsOptions() throws Exception {
        assertThat(Bench.healthcare(directory.resolve("out"), "bench", "--runs=0"))
                .isEqualTo(2);
        assertThat(Bench.healthcare(directory.resolve("out"), "bench", "--contender=NOBODY"))
                .isEqualTo(2);
        assertThat(Bench.healthcare(directory.resolve("out"), "bench", "--rate=0"))
                .isEqualTo(2);
    }

    private static void assertBetween(JsonNode counts, String name, double least, double most) {
        assertThat(counts.path(name).asDouble(-1)).as(name).isBetween(least, most);
    }
}

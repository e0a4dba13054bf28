package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.audit.Audit;
import dev.healthdata.platform.audit.AuditReport;
import dev.healthdata.platform.audit.AuditText;
import dev.healthdata.platform.audit.CatchUp;
import dev.healthdata.platform.audit.TableBooks;
import dev.healthdata.platform.books.CleanEnds;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.scenario.RunningPlatform.Run;
import dev.healthdata.records.process.Endpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits while rows come in any order, wait, are refused, corrected and repaired. */
class AuditUnderTrafficIT {
    private static final int ROWS = 400;
    private static final int ROUNDS = 5;

    @TempDir
    private static Path directory;

    private static RunningPlatform platform;

    @BeforeAll
    static void starts() throws Exception {
        platform = RunningPlatform.start(directory);
        platform.database().administer("ALTER TABLE patients ADD CONSTRAINT no_such_city CHECK (city <> 'Atlantis')");
    }

    @AfterAll
    static void ends() throws Exception {
        platform.stop();
    }

    @Test
    void everyAuditBalancesOrSaysThatAggregatesAreBehind() throws Exception {
        CompletableFuture<Void> traffic = CompletableFuture.runAsync(AuditUnderTrafficIT::sendAll);
        int audits = 0;
        while (!traffic.isDone()) {
            AuditReport report = audit(Duration.ofSeconds(10));
            String text = String.join("\n", AuditText.lines(report));
            assertThat(report.tables().values()).as(text).allMatch(TableBooks::balanced);
            if (report.aggregates().containsValue(false)) {
                assertThat(text).contains("aggregates that differ may be right: data flow");
            }
            assertThat(report.differences())
                    .as(text)
                    .allMatch(each -> each.contains(".csv has ") || each.startsWith("aggregates that differ may be"));
            audits++;
        }
        traffic.join();

        assertThat(audits).as("audits during the traffic").isGreaterThan(1);
        platform.awaitRows("doctors", 1);
    }

    /** Each round corrects the rows of the one before it; every tenth is refused by the database, or by a rule. */
    private static void sendAll() {
        try {
            for (int round = 0; round < ROUNDS; round++) {
                platform.feed("visits-" + round + ".csv", visits(round));
                platform.feed("patients-" + round + ".csv", patients(round));
                if (round == 0) {
                    platform.feed("doctors.csv", "doctor_id,name,specialization,hospital", "D1,Dora,ENT,City");
                }
                Run replay =
                        platform.run("dead-letters", "replay", "--table", "visits", "--set", "reason=round " + round);
                assertThat(replay.code()).as(replay.output()).isLessThan(2);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] patients(int round) {
        List<String> lines = new ArrayList<>(List.of("patient_id,name,gender,dob,blood_group,city"));
        for (int i = 0; i < ROWS; i++) {
            String city = i % 10 == round ? "Atlantis" : "City " + (i + round) % 7;
            lines.add("P" + i + ",Ann," + (i % 10 == 9 - round ? "X" : "F") + ",1980-01-01,O+," + city);
        }
        return lines.toArray(String[]::new);
    }

    private static String[] visits(int round) {
        List<String> lines = new ArrayList<>(List.of("visit_id,patient_id,doctor_id,visit_date,reason,visit_type"));
        for (int i = 0; i < ROWS; i++) {
            String reason = i % 10 == round ? "x".repeat(300) : "cough " + round;
            lines.add("V" + i + ",P" + i + ",D1,2024-01-01," + reason + ",OPD");
        }
        return lines.toArray(String[]::new);
    }

    private static AuditReport audit(Duration patience) throws Exception {
        Properties endpoints = platform.endpoints();
        SqlAccount sql = new SqlAccount(
                endpoints.getProperty(Endpoints.MYSQL_URL),
                endpoints.getProperty(Endpoints.MYSQL_USER),
                endpoints.getProperty(Endpoints.MYSQL_PASSWORD));
        try (TopicReader reader = new TopicReader(platform.kafka());
                Admin admin = Admin.create(platform.kafka())) {
            CleanEnds ends = new CleanEnds(reader, admin, "mysql-sink", platform.processed());
            return new Audit(reader, sql, platform.processed(), "validator-stream", new CatchUp(ends, patience)).run();
        }
    }
}

package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.sink.check.Problems;
import dev.healthdata.sink.consume.SinkStopped;
import dev.healthdata.sink.consume.State;
import dev.healthdata.sink.sql.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an administrator, or the network, may do to a sink. */
class ServerFaultIT extends SinkTestCase {
    @Test
    void aReadOnlyServerIsWaitedForWithoutLeavingTheGroup() throws Exception {
        Sink sink = fixture.start(fixture.with(Map.of("max.poll.interval.ms", 4_000, "session.timeout.ms", 6_000)));
        topics.write(() -> topics.patient("P1", "one", 1));
        fixture.awaitWritten();
        List<String> members = topics.members(fixture.group);
        try {
            sql.administer("SET GLOBAL read_only = 1");
            topics.write(() -> topics.patient("P1", "two", 2));
            await().atMost(Duration.ofSeconds(30)).until(() -> sink.progress().state() == State.RETRYING);
            // Longer than a consumer may go without polling.
            await().during(Duration.ofSeconds(6))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> topics.members(fixture.group).equals(members)
                            && sink.progress().state() == State.RETRYING);
            assertThat(fixture.versions("patients")).containsExactly("P1=1");
        } finally {
            sql.administer("SET GLOBAL read_only = 0");
        }
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P1=2");
        assertThat(topics.members(fixture.group)).isEqualTo(members);
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void aSessionThatBeganAsReadOnlyIsNotUsedAgain() throws Exception {
        Sink sink = fixture.start();
        topics.write(() -> topics.patient("P1", "one", 1));
        fixture.awaitWritten();
        try {
            sql.administer("SET GLOBAL transaction_read_only = 1");
            fixture.killConnections();
            topics.write(() -> topics.patient("P1", "two", 2));
            await().atMost(Duration.ofSeconds(30)).until(() -> sink.progress().state() == State.RETRYING);
        } finally {
            sql.administer("SET GLOBAL transaction_read_only = 0");
        }
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P1=2");
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void aServerWhoseSessionsAreReadOnlyIsWaitedForAtTheStart() throws Exception {
        try {
            sql.administer("SET GLOBAL transaction_read_only = 1");
            Sink sink = fixture.start();
            topics.write(() -> topics.patient("P1", "one", 1));
            await().atMost(Duration.ofSeconds(30)).until(() -> sink.progress().state() == State.RETRYING);
        } finally {
            sql.administer("SET GLOBAL transaction_read_only = 0");
        }
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P1=1");
    }

    @Test
    void aServerThatIsTakenOfflineForAWhileIsWaitedFor() throws Exception {
        assumeTrue(
                Dialect.of(sql.query("SELECT VERSION()").get(0).get(0)) == Dialect.MYSQL, "MariaDB has no such mode");
        Sink sink = fixture.start();
        topics.write(() -> topics.patient("P1", "one", 1));
        fixture.awaitWritten();
        try {
            sql.administer("SET GLOBAL offline_mode = 1");
            topics.write(() -> topics.patient("P1", "two", 2));
            await().atMost(Duration.ofSeconds(30)).until(() -> sink.progress().state() == State.RETRYING);
        } finally {
            sql.administer("SET GLOBAL offline_mode = 0");
        }
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P1=2");
    }

    @Test
    void aSmallPacketMeansSmallerStatements() throws Exception {
        String before = sql.query("SELECT @@global.max_allowed_packet").get(0).get(0);
        try {
            sql.administer("SET GLOBAL max_allowed_packet = 16384");
            topics.write(() -> {
                for (int i = 0; i < 1_000; i++) {
                    topics.patient("P" + i, "name ".repeat(30), i);
                }
            });
            fixture.start();
            fixture.awaitWritten();
        } finally {
            sql.administer("SET GLOBAL max_allowed_packet = " + before);
        }

        assertThat(fixture.rows("patients")).hasSize(1_000);
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void aPacketTooSmallForOneRowIsTheServersFaultAndNotTheRows() throws Exception {
        String before = sql.query("SELECT @@global.max_allowed_packet").get(0).get(0);
        Runnable rows = () -> {
            topics.patient("P1", "short", 1);
            topics.row("patients", 1, "P2", "李".repeat(200), "F", "1980-02-29", "O-", "李".repeat(100));
        };
        try {
            sql.administer("SET GLOBAL max_allowed_packet = 1024");
            Sink sink = fixture.start();
            topics.write(rows);
            assertThatThrownBy(sink::await).isInstanceOf(SinkStopped.class).hasMessageContaining("max_allowed_packet");
            fixture.stop();
        } finally {
            sql.administer("SET GLOBAL max_allowed_packet = " + before);
        }
        assertThat(topics.deadLetters()).isEmpty();
        fixture.start();
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P1=1", "P2=1");
    }

    @Test
    void aConnectionThatIsCutAnywhereLosesNothingAndDoublesNothing() throws Exception {
        Random random = new Random(11);
        try (CuttingProxy proxy = new CuttingProxy(sql.account())) {
            fixture.start(fixture.at(proxy.account()));
            Load load = new Load(topics, 11);
            load.everything();
            for (int i = 0; i < 15; i++) {
                int before = proxy.cuts();
                proxy.cutAfter(random.nextInt(20_000));
                load.corrections(200);
                await().until(() -> proxy.cuts() > before);
            }
            proxy.cutNoMore();
            fixture.awaitWritten();

            load.assertStored(fixture);
            assertThat(topics.deadLetters()).isEmpty();
        }
    }

    @Test
    void aRevokedGrantStopsItAndOnceGrantedItGoesOn() throws Exception {
        SqlAccount account = Users.create(sql, "healthcare_sink");
        Sink sink = fixture.start(fixture.at(account));
        topics.write(() -> topics.patient("P1", "one", 1));
        fixture.awaitWritten();
        sql.administer("REVOKE UPDATE ON healthcare_db.patients FROM 'healthcare_sink'@'%'");
        try {
            topics.write(() -> topics.patient("P1", "two", 2));
            assertThatThrownBy(sink::await)
                    .isInstanceOf(SinkStopped.class)
                    .hasMessageContaining("error 1142")
                    .hasMessageContaining("Grant");
            fixture.stop();
            assertThatThrownBy(() -> fixture.start(fixture.at(account)))
                    .isInstanceOf(Problems.class)
                    .hasMessage("mysql-user: may not UPDATE in patients: grant it.");
        } finally {
            sql.administer("GRANT UPDATE ON healthcare_db.patients TO 'healthcare_sink'@'%'");
        }
        fixture.start(fixture.at(account));
        fixture.awaitWritten();

        assertThat(fixture.versions("patients")).containsExactly("P1=2");
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() throws Exception {
        String user = "'half'@'%'";
        sql.administer(
                "CREATE DATABASE IF NOT EXISTS half_db",
                "CREATE TABLE IF NOT EXISTS half_db.patients (patient_id VARCHAR(64), name VARCHAR(200),"
                        + " gender VARCHAR(64), blood_group VARCHAR(64), city VARCHAR(100), version BIGINT,"
                        + " PRIMARY KEY (patient_id)) COLLATE utf8mb4_bin",
                "CREATE TABLE IF NOT EXISTS half_db.doctors (doctor_id VARCHAR(64), name VARCHAR(200),"
                        + " specialization VARCHAR(64), hospital VARCHAR(64), version BIGINT)"
                        + " COLLATE utf8mb4_general_ci",
                "CREATE USER IF NOT EXISTS " + user + " IDENTIFIED BY 'test-only'",
                "GRANT SELECT, INSERT ON half_db.patients TO " + user,
                "GRANT SELECT, INSERT ON half_db.doctors TO " + user);
        String url = sql.account().url().replaceFirst("healthcare_db.*", "half_db?rewriteBatchedStatements=false");
        SqlAccount account = new SqlAccount(url, "half", "test-only");

        assertThatThrownBy(() -> fixture.start(fixture.at(account)))
                .isInstanceOfSatisfying(Problems.class, problems -> assertThat(problems.list())
                        .extracting(Problems.Problem::toString)
                        .containsExactlyInAnyOrder(
                                "mysql-url: rewriteBatchedStatements=false would make writing slow: leave it out.",
                                "table patients: has no column dob: bring it up to date.",
                                "mysql-user: may not UPDATE in doctors: grant it.",
                                "mysql-user: may not DELETE in doctors: grant it.",
                                "table doctors: has no primary key of doctor_id alone: give it one.",
                                "table doctors: takes different ids for the same in doctor_id: give it the collation"
                                        + " utf8mb4_bin.",
                                missing("visits"),
                                missing("lab_reports"),
                                missing("deleted_rows")));
        try {
            sql.administer("SET GLOBAL read_only = 1");
            assertThatThrownBy(() -> fixture.start(fixture.at(account)))
                    .hasMessageContaining("the server is read-only")
                    .hasMessageContaining("has no column dob");
        } finally {
            sql.administer("SET GLOBAL read_only = 0");
        }
    }

    private static String missing(String table) {
        return "table " + table + ": is missing, or the user has no rights on it: run sql/schema.sql or grant them.";
    }
}

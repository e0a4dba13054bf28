package dev.healthdata.platform.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import dev.healthdata.testing.TestSql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A dirty feed through a Kafka and a database that run already, looked at from outside afterwards. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholePathIT {
    private static final int PATIENTS = 400;
    private static final String SECRET_OPTION = "clientCertificateKeyStorePassword=canary";

    @TempDir
    private static Path directory;

    private static Feed feed;
    private static String output;

    @BeforeAll
    static void ingests() throws Exception {
        feed = Feed.generate(directory.resolve("raw"), PATIENTS, 0.05);
        TestKafka.shared().reset(4);
        TestSql.shared().reset();
        output = runOnce();
    }

    @Test
    @Order(1)
    void everyRowHasExactlyOneFate() {
        assertThat(output).contains("The books balance: every row has exactly one fate.");
    }

    @Test
    @Order(1)
    void everyDefectAndNothingElseIsADeadLetterWithExactlyItsRules() throws Exception {
        assertThat(openDeadLetters()).isEqualTo(feed.defects());
    }

    @Test
    @Order(1)
    void everyAggregateEqualsItsSqlValueForValue() throws Exception {
        for (Aggregate aggregate : Aggregate.values()) {
            List<List<String>> expected = new ArrayList<>(List.of(aggregate.columns()));
            expected.addAll(TestSql.shared().query(aggregate.sql()));

            assertThat(published(aggregate)).as(aggregate.fileName()).isEqualTo(expected);
            assertThat(expected).hasSizeGreaterThan(2);
        }
    }

    @Test
    @Order(1)
    void theProceduresAnswer() throws Exception {
        TestSql sql = TestSql.shared();
        String patient = sql.query("SELECT patient_id FROM visits v JOIN lab_reports l USING (visit_id) LIMIT 1")
                .get(0)
                .get(0);
        String doctor = sql.query("SELECT doctor_id FROM visits LIMIT 1").get(0).get(0);

        assertThat(sql.query("CALL GetPatientHistory('" + patient + "')")).isNotEmpty();
        assertThat(sql.query("CALL GetPatientLabReports('" + patient + "')")).isNotEmpty();
        assertThat(sql.query("CALL GetDoctorSummary('" + doctor + "')")).hasSize(1);
    }

    @Test
    @Order(2)
    void theSameCommandAgainChangesNothingAndSaysSoAndFilesThatWereRemovedAreThereAgain() throws Exception {
        Map<String, List<List<String>>> before = everything();
        Files.delete(file(Aggregate.DOCTOR_SUMMARY));

        String again = runOnce();

        assertThat(again).contains("already ingested", "The books balance");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void aServerThatIsReadOnlyIsNamedAtOnce() throws Exception {
        TestSql.shared().administer("SET GLOBAL read_only = 1");
        try {
            Healthcare run = start();

            assertThat(run.await()).as(run.output()).isEqualTo(2);
            assertThat(run.output()).contains("MYSQL_URL: the server is read-only, perhaps a replica");
        } finally {
            TestSql.shared().administer("SET GLOBAL read_only = 0");
        }
    }

    private static Healthcare start() throws Exception {
        var sql = TestSql.shared().account();
        return Healthcare.start(
                directory.resolve("output"),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", TestKafka.shared().bootstrapServers(),
                        "MYSQL_URL", sql.with(SECRET_OPTION).url(),
                        "MYSQL_USER", sql.user(),
                        "MYSQL_PASSWORD", sql.password()),
                Healthcare.up(feed.directory(), directory, "--once"));
    }

    private static String runOnce() throws Exception {
        Healthcare run = start();
        assertThat(run.await()).as(run.output()).isZero();
        assertThat(run.output()).contains("SQL    jdbc:mysql://").doesNotContain(SECRET_OPTION);
        return run.output();
    }

    private static Map<String, Set<String>> openDeadLetters() {
        Map<String, Map<String, Set<String>>> byKey = new HashMap<>();
        try (TopicReader reader = new TopicReader(TestKafka.shared().client())) {
            for (Table table : Tables.all()) {
                var partitions = reader.partitions(List.of(table.deadLetterTopic()));
                reader.read(reader.beginnings(partitions), each -> {
                    String key = table + " " + new String(each.key(), UTF_8);
                    if (each.value() == null) {
                        byKey.remove(key);
                        return;
                    }
                    Provenance source = Provenance.from(each.headers()).orElseThrow();
                    Set<String> rules = DeadLetter.from(each.headers()).orElseThrow().violations().stream()
                            .map(violation -> violation.rule())
                            .collect(Collectors.toCollection(TreeSet::new));
                    byKey.put(key, Map.of(source.file() + ":" + source.line(), rules));
                });
            }
        }
        Map<String, Set<String>> byLine = new TreeMap<>();
        byKey.values().forEach(byLine::putAll);
        return byLine;
    }

    private static Map<String, List<List<String>>> everything() throws Exception {
        Map<String, List<List<String>>> everything = new HashMap<>();
        for (Table table : Tables.all()) {
            everything.put(
                    table.name(),
                    TestSql.shared()
                            .query("SELECT *, version FROM " + table + " ORDER BY "
                                    + table.idColumn().name()));
        }
        for (Aggregate aggregate : Aggregate.values()) {
            everything.put(aggregate.fileName(), published(aggregate));
        }
        return everything;
    }

    private static List<List<String>> published(Aggregate aggregate) throws Exception {
        CSVFormat format = CSVFormat.RFC4180.builder().setNullString("").get();
        try (CSVParser parser = CSVParser.parse(file(aggregate), UTF_8, format)) {
            return parser.stream()
                    .map(row -> (List<String>) new ArrayList<>(row.toList()))
                    .toList();
        }
    }

    private static Path file(Aggregate aggregate) {
        return directory.resolve("processed").resolve(aggregate.fileName()).resolve(aggregate.fileName() + ".csv");
    }
}

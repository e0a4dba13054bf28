package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import dev.healthdata.testing.TestSql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that a spreadsheet would run, in the database and in the files. */
class AggregateAuditIT {
    private static final String AS_IT_IS = "city,patient_count\n+39,1\n-x,1\n=1+1,2\n@me,1\nRome,1\n";
    private static final String MADE_HARMLESS = "city,patient_count\n'+39,1\n'-x,1\n'=1+1,2\n'@me,1\nRome,1\n";
    private static final Table PATIENTS = Tables.named("patients");
    private static final String SAFE = "{\"batch\":1,\"spreadsheetSafe\":true}";

    private final TestSql sql = TestSql.shared();

    @TempDir
    private Path processed;

    @BeforeEach
    void fill() throws Exception {
        sql.reset();
        sql.update("INSERT INTO patients (patient_id, name, gender, dob, city) VALUES"
                + " ('P1', 'one', 'M', '1990-01-01', '=1+1'), ('P2', 'two', 'M', '1990-01-01', '=1+1'),"
                + " ('P3', 'three', 'M', '1990-01-01', '+39'), ('P4', 'four', 'M', '1990-01-01', '-x'),"
                + " ('P5', 'five', 'M', '1990-01-01', '@me'), ('P6', 'six', 'M', '1990-01-01', 'Rome')");
    }

    @Test
    void filesForSpreadsheetsEqualTheirSqlWhereTheyAreSaidToBeSuch() throws Exception {
        assertThat(isEqual(MADE_HARMLESS, SAFE)).isTrue();
        assertThat(isEqual(AS_IT_IS, "{\"batch\":1}")).isTrue();
    }

    @Test
    void anApostropheTooManyOrTooFewIsADifference() throws Exception {
        assertThat(isEqual(MADE_HARMLESS, "{\"batch\":1}")).isFalse();
        assertThat(isEqual(AS_IT_IS, SAFE)).isFalse();
        assertThat(isEqual(MADE_HARMLESS.replace("Rome", "'Rome"), SAFE)).isFalse();
    }

    @Test
    void whatTheDatabaseRefusedIsAddedHoweverMuchItIs() throws Exception {
        RefusedRows refused = refused((producer, rows) -> {
            for (int i = 0; i < 1_500; i++) {
                send(producer, "R" + i, "Mödling \"süd\" \\ ?");
                rows.add(PATIENTS, "R" + i);
            }
            send(producer, "P1", (String) null);
            rows.add(PATIENTS, "P1");
            rows.add(PATIENTS, "deleted");
        });

        assertThat(isEqual(
                        refused,
                        "city,patient_count\n,1\n+39,1\n-x,1\n=1+1,1\n@me,1\n\"Mödling \"\"süd\"\" \\ ?\",1500\nRome,1\n",
                        "{\"batch\":1}"))
                .isTrue();
    }

    @Test
    void whatIsNoRowCountsForNobodyAndWhatWasBeforeItStays() throws Exception {
        RefusedRows refused = refused((producer, rows) -> {
            send(producer, "P6", "Rome");
            send(producer, "P6", "x".repeat(70_000));
            send(producer, "P5", "{\"x\":1}".getBytes(UTF_8)); // what was before it is in the database alone by now
            send(producer, "P4", clean("P3", "Siena"));
            send(producer, "N1", "{\"x\":1}".getBytes(UTF_8));
            send(producer, "P4 ", (byte[]) null); // of no id, though the database takes it for P4's
            List.of("P6", "P5", "P4", "P4 ", "N1").forEach(id -> rows.add(PATIENTS, id));
        });

        assertThat(isEqual(refused, AS_IT_IS, "{\"batch\":1}")).isTrue();
    }

    @Test
    void whatIsTooLongForTheDatabaseIsAddedAsLongAsItIs() throws Exception {
        String city = "x".repeat(5_000);
        String id = "P7".repeat(50);
        RefusedRows refused = refused((producer, rows) -> {
            send(producer, "P6", city);
            send(producer, id, "Rome");
            rows.add(PATIENTS, "P6");
            rows.add(PATIENTS, id);
        });

        assertThat(isEqual(refused, AS_IT_IS + city + ",1\n", "{\"batch\":1}")).isTrue();
    }

    /** Read from topics that have nothing else than what is sent. */
    private static RefusedRows refused(BiConsumer<KafkaProducer<byte[], byte[]>, RefusedRows> sends) throws Exception {
        RefusedRows refused = new RefusedRows();
        TestKafka kafka = TestKafka.shared();
        kafka.reset(1);
        Map<String, Object> client = kafka.client();
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
                TopicReader reader = new TopicReader(client)) {
            sends.accept(producer, refused);
            producer.flush();
            refused.read(reader);
        }
        return refused;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String id, String city) {
        send(producer, id, clean(id, city));
    }

    private static byte[] clean(String id, String city) {
        return CleanJson.encode(Fields.of(PATIENTS, Arrays.asList(id, "name", "F", "1990-01-01", null, city)), 1);
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String id, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(PATIENTS.cleanTopic(), id.getBytes(UTF_8), value));
    }

    @Test
    void theFirstLineThatDiffersIsNamedAndHowManyThereAre() throws Exception {
        assertThat(differences(AS_IT_IS.replace("Rome,1", "Rome,2")))
                .containsExactly(
                        "city_distribution.csv has 6 lines and the SQL gives 6; line 6 is the first that differs");
        assertThat(differences(AS_IT_IS.replace("-x,1\n", "")))
                .containsExactly(
                        "city_distribution.csv has 5 lines and the SQL gives 6; line 3 is the first that differs");
        assertThat(differences(AS_IT_IS + "Siena,1\nTurin,1\n"))
                .containsExactly(
                        "city_distribution.csv has 8 lines and the SQL gives 6; line 7 is the first that differs");
    }

    @Test
    void moreThanTheMemoryHoldsIsCompared() throws Exception {
        sql.reset();
        sql.update(
                "INSERT INTO patients (patient_id, name, gender, dob, city) WITH digit AS (SELECT 0 AS d UNION ALL SELECT 1"
                        + " UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6"
                        + " UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) SELECT CONCAT('P', a.d, b.d, c.d, d.d, e.d),"
                        + " 'one', 'M', '1990-01-01', CONCAT(a.d, b.d, c.d, d.d, e.d, REPEAT('x', 95))"
                        + " FROM digit a, digit b, digit c, digit d, digit e");
        StringBuilder file = new StringBuilder("city,patient_count\n");
        for (int city = 0; city < 100_000; city++) {
            file.append(String.format(Locale.ROOT, "%05d", city))
                    .append("x".repeat(95))
                    .append(",1\n");
        }
        publish(file.toString(), "{\"batch\":1}");
        ProcessBuilder audit = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx40m",
                "-cp",
                System.getProperty("java.class.path"),
                SmallAudit.class.getName(),
                sql.account().url(),
                sql.account().user(),
                processed.toString());
        audit.environment().put("PASSWORD", sql.account().password());

        Process running = audit.redirectErrorStream(true).start();

        assertThat(running.inputReader().lines().toList()).containsExactly("true");
        assertThat(running.waitFor()).isZero();
    }

    /** With little memory. */
    static final class SmallAudit {
        private SmallAudit() {}

        public static void main(String[] args) throws Exception {
            try (Connection connection = DriverManager.getConnection(args[0], args[1], System.getenv("PASSWORD"))) {
                System.out.println(AggregateAudit.equal(
                        connection,
                        new RefusedRows(),
                        Aggregate.CITY_DISTRIBUTION,
                        Path.of(args[2]),
                        new Differences()));
            }
        }
    }

    private List<String> differences(String cities) throws Exception {
        publish(cities, "{\"batch\":1}");
        Differences differences = new Differences();
        try (Connection connection = sql.connect()) {
            AggregateAudit.equal(connection, new RefusedRows(), Aggregate.CITY_DISTRIBUTION, processed, differences);
        }
        return differences.list();
    }

    private void publish(String cities, String snapshot) throws Exception {
        Path folder = Files.createDirectories(processed.resolve("city_distribution"));
        Files.writeString(folder.resolve("city_distribution.csv"), cities);
        Files.writeString(processed.resolve("_snapshot.json"), snapshot);
    }

    private boolean isEqual(String cities, String snapshot) throws Exception {
        return isEqual(new RefusedRows(), cities, snapshot);
    }

    private boolean isEqual(RefusedRows refused, String cities, String snapshot) throws Exception {
        publish(cities, snapshot);
        try (Connection connection = sql.connect()) {
            return AggregateAudit.equal(connection, refused, Aggregate.CITY_DISTRIBUTION, processed, new Differences());
        }
    }
}

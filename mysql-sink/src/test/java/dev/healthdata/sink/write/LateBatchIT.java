package dev.healthdata.sink.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.observability.Observability;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.Servers;
import dev.healthdata.sink.change.Changes;
import dev.healthdata.sink.change.CleanReader;
import dev.healthdata.sink.sql.Database;
import dev.healthdata.sink.sql.DeletedRows;
import dev.healthdata.sink.sql.Dialect;
import dev.healthdata.sink.sql.RowStatements;
import dev.healthdata.testing.TestSql;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that lost its partitions without knowing it, because it or its machine slept, writes what it had read when
 * its successor is long past it. Numbers after the @ are offsets of the clean topic.
 */
@ParameterizedClass
@MethodSource("servers")
class LateBatchIT {
    private static final Table DOCTORS = Tables.named("doctors");

    private final TestSql sql;
    private final CleanReader reader = new CleanReader();
    private Database database;
    private BatchWriter writer;

    LateBatchIT(TestSql sql) {
        this.sql = sql;
    }

    static Stream<TestSql> servers() {
        return Servers.all();
    }

    @BeforeEach
    void setUp() throws Exception {
        sql.reset();
        database = Database.of(
                Servers.settings(sql.account(), 2), Observability.silent().registry());
        Dialect dialect = Dialect.of(sql.query("SELECT VERSION()").get(0).get(0));
        writer = new BatchWriter(database, new RowStatements(dialect, 2), new DeletedRows(dialect, 2), 2);
    }

    @AfterEach
    void tearDown() {
        database.close();
    }

    @Test
    void aLateRowDoesNotReplaceANewerOne() throws Exception {
        write(row(5, 10), row(6, 11));
        write(row(5, 10));

        assertThat(stored()).containsExactly("D1=6");
    }

    @Test
    void aLateRowDoesNotComeBackAfterItsDeletion() throws Exception {
        write(row(5, 10));
        write(deletion(11));
        write(row(5, 10));

        assertThat(stored()).isEmpty();
    }

    @Test
    void aLateRowThatTheSuccessorNeverStoredStaysDeletedToo() throws Exception {
        write(row(5, 10), deletion(11));
        write(row(5, 10));

        assertThat(stored()).isEmpty();
    }

    @Test
    void aLateDeletionDoesNotEndTheRowThatCameAfterIt() throws Exception {
        write(row(5, 10), deletion(11));
        write(row(6, 12));
        write(deletion(11));
        write(row(5, 10), deletion(11));

        assertThat(stored()).containsExactly("D1=6");
    }

    @Test
    void aLateDeletionKnowsOfTheRowThatCameAfterItInTheSameBatch() throws Exception {
        write(row(5, 10));
        write(deletion(11), row(6, 12));
        write(deletion(11));

        assertThat(stored()).containsExactly("D1=6");
    }

    @Test
    void aDeletionThatWasRememberedAndNotYetDoneIsDoneTheNextTime() throws Exception {
        write(row(5, 10));
        write(deletion(11));
        sql.update("INSERT INTO doctors (doctor_id, name, version) VALUES ('D1', 'five', 5)");
        write(deletion(11));

        assertThat(stored()).isEmpty();
    }

    @Test
    void aLateDeletionWaitsForNoneThatReferToTheRowThatCameAfterIt() throws Exception {
        write(row(5, 10), deletion(11));
        write(row(6, 12));
        sql.update(
                "INSERT INTO patients (patient_id, name, gender, dob) VALUES ('P1', 'one', 'F', '1980-02-29')",
                "INSERT INTO visits (visit_id, patient_id, doctor_id, visit_date)"
                        + " VALUES ('V1', 'P1', 'D1', '2024-03-31')");
        write(deletion(11));

        assertThat(stored()).containsExactly("D1=6");
    }

    @Test
    void aSecondDeletionEndsTheRowThatCameAfterTheFirst() throws Exception {
        write(row(5, 10), deletion(11));
        write(row(6, 12));
        write(deletion(13));
        write(row(6, 12));

        assertThat(stored()).isEmpty();
    }

    @Test
    void aTopicThatIsMadeAnewDeletesFromItsFirstOffsetOn() throws Exception {
        write(row(5, 10), deletion(11));
        write(row(6, 12));
        Changes anew = new Changes();
        add(anew, new Rec(null, 3), 2_000_000);
        writer.write(anew);

        assertThat(stored()).isEmpty();
    }

    /** @param version null of a deletion */
    private record Rec(Long version, long offset) {}

    private static Rec row(long version, long offset) {
        return new Rec(version, offset);
    }

    private static Rec deletion(long offset) {
        return new Rec(null, offset);
    }

    private void write(Rec... records) throws SQLException {
        Changes changes = new Changes();
        for (Rec record : records) {
            add(changes, record, 1_000_000 + record.offset());
        }
        Written written = writer.write(changes);
        assertThat(written.held()).isEmpty();
        assertThat(written.rejected()).isEmpty();
    }

    private void add(Changes changes, Rec rec, long time) {
        byte[] value = rec.version() == null
                ? null
                : CleanJson.encode(Fields.of(DOCTORS, Arrays.asList("D1", "name", null, null)), rec.version());
        var record = new ConsumerRecord<>(
                DOCTORS.cleanTopic(),
                0,
                rec.offset(),
                time,
                org.apache.kafka.common.record.TimestampType.CREATE_TIME,
                2,
                0,
                "D1".getBytes(UTF_8),
                value,
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                java.util.Optional.empty());
        changes.add(((CleanReader.Read.Changes) reader.read(record)).change());
    }

    private List<String> stored() throws SQLException {
        return sql.query("SELECT CONCAT(doctor_id, '=', version) FROM doctors").stream()
                .map(row -> row.get(0))
                .toList();
    }
}

package dev.healthdata.validator.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.SourceError;
import dev.healthdata.records.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
    @TempDir
    private Path stateDir;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(stateDir);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void sendsACleanRowWithWhereItCameFrom() {
        bench.row("doctors", "D1", " Ada ", "", "North");

        TestRecord<byte[], byte[]> record = bench.records("clean-doctors").get(0);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("D1");
        assertThat(new String(record.value(), UTF_8))
                .startsWith(
                        "{\"doctor_id\":\"D1\",\"name\":\"Ada\",\"specialization\":null,\"hospital\":\"North\",\"version\":");
        assertThat(Provenance.from(record.headers())).contains(new Provenance("file.csv", "5ha", 1, 2));
        assertThat(RawOrigin.from(record.headers())).contains(new RawOrigin("raw-doctors", 0, 0));
        assertThat(record.timestamp()).isEqualTo(Bench.START.toEpochMilli());
    }

    @Test
    void reportsAllBrokenRulesAtOnceWithTheBytesAsTheyCame() {
        bench.row("patients", "P1", "", "X", "1990-13-01", "Q", "Bonn");

        TestRecord<byte[], byte[]> record =
                bench.records("dead-letter-patients").get(0);
        DeadLetter letter = DeadLetter.from(record.headers()).orElseThrow();
        assertThat(letter.rules())
                .isEqualTo(
                        "patients.name.required,patients.gender.allowed,patients.dob.date,patients.blood_group.allowed");
        assertThat(letter.attempt()).isOne();
        assertThat(letter.firstSeen()).isEqualTo(Bench.START);
        assertThat(new String(record.value(), UTF_8)).contains("\"dob\":\"1990-13-01\"");
        assertThat(bench.tally("patients").rejected()).isOne();
        assertThat(bench.tally("patients").openDeadLetters()).isOne();
    }

    @Test
    void countsAttemptsUntilAValidRowClosesTheDeadLetter() {
        bench.row("doctors", "D1", "", "", "");
        bench.pass(Duration.ofHours(1));
        bench.row("doctors", "D1", "", "", "");

        assertThat(bench.records("dead-letter-doctors"))
                .extracting(record -> DeadLetter.from(record.headers()).orElseThrow())
                .extracting(DeadLetter::attempt, letter -> letter.firstSeen().equals(Bench.START))
                .containsExactly(tuple(1, true), tuple(2, true));

        bench.row("doctors", "D1", "Ada", "Cardiology", "North");
        assertThat(bench.deadLetters("doctors")).containsExactly("D1 closed");
        assertThat(bench.tally("doctors").openDeadLetters()).isZero();

        bench.row("doctors", "D1", "", "", "");
        assertThat(DeadLetter.from(bench.records("dead-letter-doctors").get(0).headers())
                        .orElseThrow()
                        .attempt())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CANARY", "[]", "{\"doctor_id\":7}", "{\"doctor_id\":\"D1\"", "\u0000"})
    void makesADeadLetterOfWhatIsNoRow(String value) {
        bench.raw("doctors", "D1", value.getBytes(UTF_8), bench.headers());

        assertThat(bench.deadLetters("doctors")).containsExactly("D1 DECODE doctors.row.decode");
    }

    @Test
    void makesADeadLetterOfARecordWithoutValueThatDoesNotCloseItself() {
        bench.raw("doctors", "D1", null, new RecordHeaders());

        assertThat(bench.deadLetters("doctors")).containsExactly("D1 DECODE doctors.row.decode");
    }

    @Test
    void refusesHalfACharacterThatNoOneCouldWriteOn() {
        byte[] value = "{\"doctor_id\":\"D1\",\"name\":\"\\ud800\"}".getBytes(UTF_8);
        bench.raw("doctors", "D1", value, bench.headers());

        assertThat(bench.deadLetters("doctors")).containsExactly("D1 DECODE doctors.row.decode");
    }

    @Test
    void refusesARowUnderAnotherKey() {
        bench.raw("doctors", "D2", "{\"doctor_id\":\"D1\",\"name\":\"Ada\"}".getBytes(UTF_8), bench.headers());

        assertThat(bench.deadLetters("doctors")).containsExactly("5ha:2 DECODE doctors.row.key");
        assertThat(bench.clean("doctors")).isEmpty();
    }

    @Test
    void keepsTheLineOfAMalformedRow() {
        Headers headers = bench.headers();
        SourceError.fields(3, 4).writeTo(headers);
        bench.raw("doctors", "5ha:2", "a,b,\"".getBytes(UTF_8), headers);

        TestRecord<byte[], byte[]> record = bench.records("dead-letter-doctors").get(0);
        assertThat(new String(record.value(), UTF_8)).isEqualTo("a,b,\"");
        assertThat(DeadLetter.from(record.headers()).orElseThrow().rules()).isEqualTo("doctors.row.fields");
    }

    @Test
    void findsAKeyForARecordWithoutOne() {
        bench.raw("doctors", (byte[]) null, "{\"name\":\"Ada\"}".getBytes(UTF_8), bench.headers());
        bench.raw("doctors", (byte[]) null, "{\"name\":\"Ada\"}".getBytes(UTF_8), new RecordHeaders());

        assertThat(bench.deadLetters("doctors"))
                .containsExactly(
                        "5ha:2 VALIDATE doctors.doctor_id.required",
                        "raw-doctors:0:1 VALIDATE doctors.doctor_id.required");
    }

    @Test
    void cutsAValueThatNoDeadLetterCouldHold() {
        bench.raw("doctors", "D1", new byte[Topics.MAX_RECORD_BYTES], bench.headers());

        TestRecord<byte[], byte[]> record = bench.records("dead-letter-doctors").get(0);
        assertThat(DeadLetter.from(record.headers()).orElseThrow().rules()).isEqualTo("doctors.row.size");
        assertThat(record.value()).hasSizeBetween(1 << 20, Topics.MAX_RECORD_BYTES - (32 << 10));
    }

    @Test
    void givesVersionsThatGrowAlsoWithinABatchAndWhenClocksStepBack() {
        bench.row("doctors", "D1", "Ada 1", "", "");
        bench.rowUnsettled("doctors", "D1", "Ada 2", "", "");
        bench.rowUnsettled("doctors", "D1", "Ada 3", "", "");
        bench.stepBack(Duration.ofHours(1));
        bench.rowUnsettled("doctors", "D1", "Ada 4", "", "");

        assertThat(bench.clean("doctors"))
                .extracting(row -> row.version())
                .hasSize(4)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void readsEveryTableThereIs() {
        List<String> topics =
                Tables.all().stream().map(table -> table.rawTopic()).toList();

        topics.forEach(topic -> bench.raw(
                Tables.all().get(topics.indexOf(topic)).name(), "key", "no row".getBytes(UTF_8), bench.headers()));

        assertThat(bench.total().rejected()).isEqualTo(topics.size());
    }
}

package dev.healthdata.validator.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.healthdata.records.envelope.Closing;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.SourceError;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that no producer of ours writes: one dead letter each, and the next row is not held up. */
class PoisonTest {
    private static final byte[] NO_UTF8 = {(byte) 0xc3, 0x28, (byte) 0xff};
    private static final String ADA = "{\"doctor_id\":\"D1\",\"name\":\"Ada\"}";
    private static final Provenance SOURCE = new Provenance("file.csv", "5ha", 7, 8);

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

    static Stream<Arguments> pills() {
        return Stream.of(
                arguments("no JSON", key("D1"), bytes("no JSON"), "decode"),
                arguments("no object", key("D1"), bytes("[\"D1\"]"), "decode"),
                arguments("no value", key("D1"), null, "decode"),
                arguments("no key", null, bytes(ADA), "key"),
                arguments("neither", null, null, "decode"),
                arguments("nested", key("D1"), bytes("{\"doctor_id\":{\"a\":[1]},\"name\":\"Ada\"}"), "decode"),
                arguments("deeply nested", key("D1"), bytes("{\"doctor_id\":" + "[".repeat(500_000)), "decode"),
                arguments("a long number", key("D1"), bytes("{\"doctor_id\":" + "1".repeat(100_000) + "}"), "decode"),
                arguments("a key that is no text", NO_UTF8, bytes(ADA), "key"),
                arguments("a value that is no text", key("D1"), NO_UTF8, "decode"),
                arguments("an empty key", key(""), bytes(ADA), "key"),
                arguments("1 MiB of nothing", key("D1"), new byte[1 << 20], "decode"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pills")
    void makesOneDeadLetterThatNamesTheLine(String name, byte[] key, byte[] value, String check) {
        Headers headers = new RecordHeaders();
        SOURCE.writeTo(headers);
        bench.raw("doctors", key, value, headers);
        bench.row("doctors", "D2", "Grace", "", "");

        TestRecord<byte[], byte[]> letter = onlyDeadLetter();
        assertThat(DeadLetter.from(letter.headers()).orElseThrow().rules()).isEqualTo("doctors.row." + check);
        assertThat(Provenance.from(letter.headers())).contains(SOURCE);
        assertThat(letter.value()).isEqualTo(value == null ? new byte[0] : value);
        assertThat(bench.cleanIds("doctors")).containsExactly("D2");
        assertThat(bench.tally("doctors").rejected()).isOne();
    }

    /** Commands take keys as text, and a last byte FF tells the letters of the sink. */
    @Test
    void keysTheDeadLetterOfAKeyThatIsNoTextByItsPlace() {
        Headers headers = new RecordHeaders();
        SOURCE.writeTo(headers);
        bench.raw("doctors", NO_UTF8, bytes(ADA), headers);

        assertThat(new String(onlyDeadLetter().key(), UTF_8)).isEqualTo("5ha:8");
    }

    @Test
    void givesEachRowUnderTheKeyOfAnotherADeadLetterOfItsOwn() {
        bench.raw("doctors", key("H1"), bytes("{\"doctor_id\":\"D7\",\"name\":\"Ada\"}"), new RecordHeaders());
        bench.raw("doctors", key("H1"), bytes("{\"doctor_id\":\"D8\",\"name\":\"Ada\"}"), new RecordHeaders());

        assertThat(bench.deadLetters("doctors"))
                .containsExactly("raw-doctors:0:0 DECODE doctors.row.key", "raw-doctors:0:1 DECODE doctors.row.key");
        assertThat(bench.tally("doctors").openDeadLetters()).isEqualTo(2);
    }

    @Test
    void aGoodRowDoesNotCloseTheDeadLetterOfAnotherThatCameUnderItsKey() {
        bench.raw("doctors", key("D1"), bytes("{\"doctor_id\":\"D2\",\"name\":\"Grace\"}"), new RecordHeaders());
        bench.row("doctors", "D1", "Ada", "", "");

        assertThat(bench.deadLetters("doctors")).containsExactly("raw-doctors:0:0 DECODE doctors.row.key");
        assertThat(bench.tally("doctors").openDeadLetters()).isOne();
        assertThat(bench.cleanIds("doctors")).containsExactly("D1");
    }

    @Test
    void theDeadLetterOfARejectedRowKeepsItsBytesWhenAnotherComesUnderItsKey() {
        bench.row("doctors", "D1", "", "", "");
        bench.raw("doctors", key("D1"), bytes("{\"doctor_id\":\"D2\",\"name\":\"Grace\"}"), new RecordHeaders());

        assertThat(bench.deadLetters("doctors"))
                .containsExactly("D1 VALIDATE doctors.name.required", "raw-doctors:0:1 DECODE doctors.row.key");
        assertThat(bench.tally("doctors").openDeadLetters()).isEqualTo(2);
    }

    /** As its row is sent again under its own id, or thrown away. */
    @Test
    void suchADeadLetterIsClosedUnderTheKeyThatItHas() {
        bench.raw("doctors", key("H1"), bytes("{\"doctor_id\":\"D7\",\"name\":\"Ada\"}"), new RecordHeaders());
        bench.row("doctors", "D7", "Ada", "", "");
        Headers closing = new RecordHeaders();
        new Closing(0).writeTo(closing);
        bench.raw("doctors", key("raw-doctors:0:0"), null, closing);

        assertThat(bench.deadLetters("doctors"))
                .containsExactly("raw-doctors:0:0 DECODE doctors.row.key", "raw-doctors:0:0 closed");
        assertThat(bench.tally("doctors").openDeadLetters()).isZero();
        assertThat(bench.cleanIds("doctors")).containsExactly("D7");
    }

    @Test
    void storesOneMebibyteThatIsARowAsADeadLetterOfItsRules() {
        bench.row("doctors", "D1", "x".repeat(1 << 20), "", "");

        assertThat(DeadLetter.from(onlyDeadLetter().headers()).orElseThrow().rules())
                .isEqualTo("doctors.name.length");
    }

    /** As where columns have moved and free text stands first. */
    @Test
    void saysAllThatIsWrongWithARowWhoseIdIsLongerThanAKeyMayBe() {
        bench.row("doctors", "x".repeat(5_000), "", "", "");

        TestRecord<byte[], byte[]> letter = onlyDeadLetter();
        assertThat(DeadLetter.from(letter.headers()).orElseThrow().rules())
                .isEqualTo("doctors.doctor_id.length,doctors.name.required");
        assertThat(letter.key()).hasSizeLessThan(4_096);
    }

    static Stream<Headers> foreignHeaders() {
        return Stream.of(
                headersWith(Provenance.LINE, NO_UTF8),
                headersWith(Provenance.LINE, new byte[] {0, 0, 0, 8}),
                headersWith(Provenance.RECORD, bytes("99999999999999999999")),
                headersWith(Provenance.FILE, null),
                headersWith(Provenance.SHA256, new byte[3 << 20]),
                headersWith(Provenance.FILE, new byte[3 << 20]));
    }

    @ParameterizedTest
    @MethodSource("foreignHeaders")
    void takesHeadersThatSayNothingForNone(Headers headers) {
        bench.raw("doctors", (byte[]) null, bytes("no JSON"), headers);
        bench.row("doctors", "D2", "Grace", "", "");

        TestRecord<byte[], byte[]> letter = onlyDeadLetter();
        assertThat(new String(letter.key(), UTF_8)).isEqualTo("raw-doctors:0:0");
        assertThat(Provenance.from(letter.headers())).isEmpty();
        assertThat(bench.cleanIds("doctors")).containsExactly("D2");
    }

    static Stream<byte[]> foreignSourceErrors() {
        return Stream.of(
                NO_UTF8,
                bytes("CANARY"),
                bytes("parse: CANARY"),
                bytes("fields: CANARY"),
                bytes("fields: has CANARY fields: the header has 6"),
                bytes("encoding: is not valid CANARY"),
                bytes("decode: is no JSON object of texts"),
                bytes("fields: " + "CANARY ".repeat(300_000)),
                new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("foreignSourceErrors")
    void doesNotRepeatASourceErrorThatIsNoneOfOurs(byte[] header) {
        bench.raw("doctors", key("D1"), bytes("a,b"), headersWith(SourceError.HEADER, header));
        bench.row("doctors", "D2", "Grace", "", "");

        DeadLetter letter = DeadLetter.from(onlyDeadLetter().headers()).orElseThrow();
        assertThat(letter.rules()).isEqualTo("doctors.row.csv");
        assertThat(letter.toString()).doesNotContain("CANARY");
        assertThat(bench.cleanIds("doctors")).containsExactly("D2");
    }

    /** Neither the test kit nor a producer lets one through, but old clients have written records without a time. */
    @Test
    void takesATimeBeforeAllTimesForTheBeginning() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("raw-doctors", 0, 0, key("D1"), bytes(ADA));

        assertThat(record.timestamp()).isNegative();
        assertThat(ValidatorTopology.arrival(record, -1)).isZero();
    }

    private TestRecord<byte[], byte[]> onlyDeadLetter() {
        List<TestRecord<byte[], byte[]>> letters = bench.records("dead-letter-doctors");
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private static Headers headersWith(String name, byte[] value) {
        Headers headers = new RecordHeaders();
        SOURCE.writeTo(headers);
        headers.remove(name).add(name, value);
        return headers;
    }

    private static byte[] key(String key) {
        return bytes(key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}

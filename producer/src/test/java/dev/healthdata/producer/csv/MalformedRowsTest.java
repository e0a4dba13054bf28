package dev.healthdata.producer.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.healthdata.records.envelope.SourceError;
import dev.healthdata.records.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever reads a raw topic takes a reason that the producer does not write for a foreign one, and says nothing of it. */
class MalformedRowsTest {
    private static final String HEADER = "doctor_id,name,specialization,hospital\n";

    /** There are charsets that all of it belongs to. */
    private static final byte[] NOT_ASCII = notAscii();

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments("empty", "\nD2,Ann,,"),
                arguments("fields", "D1"),
                arguments("fields", "D1,Ann,,,,,,,,,,"),
                arguments("quote", "D1,\"Ann,,"),
                arguments("nul", "D1,\0,,"),
                arguments("header", HEADER),
                arguments("encoding", "D1,\u0081,,"),
                arguments("size", "D1," + "x".repeat(Topics.MAX_ROW_BYTES) + ",,"),
                arguments("size", "D1," + "\u0001".repeat(1_000_000) + ",,"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isReadAsWhatTheProducerSaidOfIt(String check, String row) throws IOException {
        assertIsReadAsWritten(check, row, UTF_8);
    }

    static List<Charset> charsets() {
        return Charset.availableCharsets().values().stream()
                .filter(CsvOptions::supports)
                .filter(charset -> new String(NOT_ASCII, charset).chars().anyMatch(c -> c == '\uFFFD'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("charsets")
    void isReadAsWhatTheProducerSaidOfItInEachCharset(Charset charset) throws IOException {
        assertIsReadAsWritten("encoding", "D1," + new String(NOT_ASCII, ISO_8859_1) + ",,", charset);
    }

    private static void assertIsReadAsWritten(String check, String row, Charset charset) throws IOException {
        byte[] content = (HEADER + row + "\n").getBytes(ISO_8859_1);
        CsvFile file = Reading.open("doctors.csv", new ByteArrayInputStream(content), content, Reading.in(charset));
        SourceError said = ((CsvRow.Malformed) file.next().orElseThrow()).error();
        Headers headers = new RecordHeaders();
        said.writeTo(headers);

        assertThat(said.check()).isEqualTo(check);
        assertThat(SourceError.from(headers)).contains(said);
    }

    private static byte[] notAscii() {
        byte[] bytes = new byte[128];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (128 + i);
        }
        return bytes;
    }
}

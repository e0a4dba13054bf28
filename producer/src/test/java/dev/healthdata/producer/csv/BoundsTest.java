package dev.healthdata.producer.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private static final String HEADER = "doctor_id,name,specialization,hospital\n";
    private static final String NEXT = "D2,Ann,,\n";

    @Test
    void takesARowOfTheLargestSizeAndCutsOffALongerOne() throws IOException {
        String longest = "D1," + "x".repeat(Topics.MAX_ROW_BYTES - 5) + ",,";

        List<CsvRow> rows = Reading.rest(Reading.open("doctors.csv", HEADER + longest + "\n" + longest + "x\n" + NEXT));

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).isInstanceOf(CsvRow.Row.class);
        assertThat(malformed(rows.get(1)).error().check()).isEqualTo("size");
        assertThat(malformed(rows.get(1)).bytes()).isEqualTo(longest.getBytes(UTF_8));
        assertIsNext(rows.get(2), 4);
    }

    @Test
    void cutsOffALineOfManyTimesTheSizeAndGoesOnBehindIt() throws IOException {
        String line = "D1,\"" + "x".repeat(5 * Topics.MAX_ROW_BYTES);
        CsvFile file = Reading.open("doctors.csv", HEADER + line + "\r\n" + NEXT);

        List<CsvRow> rows = Reading.rest(file);

        assertThat(rows).hasSize(2);
        assertThat(malformed(rows.get(0)).error().check()).isEqualTo("size");
        assertThat(malformed(rows.get(0)).bytes()).hasSize(Topics.MAX_ROW_BYTES);
        assertIsNext(rows.get(1), 3);
        assertThat(file.position().bytes()).isEqualTo(HEADER.length() + line.length() + 2 + NEXT.length());
    }

    @Test
    void looksForAClosingQuoteNoFurtherThanTheBoundOfLines() throws IOException {
        String lines = "D2,Ann,,\n".repeat(RecordScanner.MAX_LINES + 1);

        List<CsvRow> rows = Reading.rest(Reading.open("doctors.csv", HEADER + "D1,\"Bob,,\n" + lines + "\",,\n"));

        assertThat(malformed(rows.get(0)).error().check()).isEqualTo("quote");
        assertThat(rows).hasSize(RecordScanner.MAX_LINES + 3);
        assertIsNext(rows.get(1), 3);
    }

    @Test
    void looksForAClosingQuoteNoFurtherThanTheBoundOfBytes() throws IOException {
        String lines = ("D2," + "x".repeat(99_000) + ",,\n").repeat(20);

        List<CsvRow> rows = Reading.rest(Reading.open("doctors.csv", HEADER + "D1,\"Bob,,\n" + lines + "\",,\n"));

        assertThat(malformed(rows.get(0)).error().check()).isEqualTo("quote");
        assertThat(rows).hasSize(22);
        assertThat(rows.subList(1, 21)).allMatch(CsvRow.Row.class::isInstance);
    }

    @Test
    void refusesARowThatWouldBeTooLongAsARecord() throws IOException {
        String controls = "D1," + "\u0001".repeat(1_000_000) + ",,\n";

        List<CsvRow> rows = Reading.rest(Reading.open("doctors.csv", HEADER + controls + NEXT));

        assertThat(malformed(rows.get(0)).error().check()).isEqualTo("size");
        assertIsNext(rows.get(1), 3);
    }

    @Test
    void readsOtherCharsetsWhenTold() throws IOException {
        Charset windows = Charset.forName("windows-1252");
        byte[] content = (HEADER + "D1,Zoë €,,\n").getBytes(windows);
        byte[] undefined = content.clone();
        undefined[undefined.length - 4] = (byte) 0x81;

        assertThat(Reading.rest(read(content, windows)))
                .singleElement()
                .satisfies(row -> assertThat(((CsvRow.Row) row).values()).containsExactly("D1", "Zoë €", "", ""));
        assertThat(Reading.rest(read(undefined, windows)))
                .singleElement()
                .satisfies(row -> assertThat(malformed(row).error().message()).isEqualTo("is not valid windows-1252"));
    }

    @Test
    void supportsOnlyCharsetsWhoseDelimitersCannotBePartOfOtherCharacters() {
        assertThat(List.of("UTF-8", "windows-1252", "ISO-8859-15", "US-ASCII"))
                .allMatch(name -> CsvOptions.supports(Charset.forName(name)));
        assertThat(List.of("UTF-16", "Shift_JIS", "GB18030", "IBM037"))
                .noneMatch(name -> CsvOptions.supports(Charset.forName(name)));
    }

    @Test
    void usesTheDelimiterThatItIsTold() throws IOException {
        byte[] content = "doctor_id;name,title;specialization;hospital;name\nD1;a;b;c;d\n".getBytes(UTF_8);
        CsvOptions semicolon = new CsvOptions(Optional.empty(), Optional.of(';'), UTF_8);

        CsvFile file = Reading.open("doctors.csv", new ByteArrayInputStream(content), content, semicolon);

        assertThat(file.unknownColumns()).containsExactly("name,title");
        assertThat(((CsvRow.Row) file.next().orElseThrow()).values()).containsExactly("D1", "d", "b", "c");
    }

    private static CsvFile read(byte[] content, Charset charset) throws IOException {
        return Reading.open("doctors.csv", new ByteArrayInputStream(content), content, Reading.in(charset));
    }

    private static CsvRow.Malformed malformed(CsvRow row) {
        assertThat(row).isInstanceOf(CsvRow.Malformed.class);
        return (CsvRow.Malformed) row;
    }

    private static void assertIsNext(CsvRow row, long line) {
        assertThat(row).isInstanceOf(CsvRow.Row.class);
        assertThat(row.line()).isEqualTo(line);
        assertThat(((CsvRow.Row) row).values().get(0)).isEqualTo("D2");
    }
}

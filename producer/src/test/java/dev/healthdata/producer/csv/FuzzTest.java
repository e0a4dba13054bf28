package dev.healthdata.producer.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeded: a failure names its seed and can be run again. 120,000 rows for each test, and as many as one likes with
 * {@code -Dproducer.fuzz.rows=10000000}.
 */
class FuzzTest {
    private static final int ROWS = 400;
    private static final int FILES = Math.max(1, Integer.getInteger("producer.fuzz.rows", 120_000) / ROWS);
    private static final List<String> COLUMNS = List.of("doctor_id", "name", "specialization", "hospital");

    static LongStream seeds() {
        return LongStream.range(0, FILES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsValidFilesAsCommonsCsvDoes(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        RandomCsv csv = new RandomCsv(random);
        CSVFormat format = csv.format();
        List<List<String>> rows = csv.rows(ROWS);
        byte[] content = print(format, rows);

        CsvFile file = Reading.open("doctors.csv", Reading.inDrops(content, random), content, Reading.DEFAULTS);
        List<List<String>> read = Reading.rest(file).stream()
                .map(row -> ((CsvRow.Row) row).values())
                .toList();

        assertThat(read).isEqualTo(rows).isEqualTo(parse(format, content));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void accountsForEveryByteAndLineOfADamagedFileOnce(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        RandomCsv csv = new RandomCsv(random);
        byte[] content = damage(print(csv.format(), csv.rows(ROWS)), random);

        CsvFile file = Reading.open("doctors.csv", Reading.inDrops(content, random), content, Reading.DEFAULTS);

        long rows = 0;
        long malformedRows = 0;
        Position before = file.position();
        for (Optional<CsvRow> row = file.next(); row.isPresent(); row = file.next()) {
            Position after = file.position();
            assertThat(row.get().record()).isEqualTo(rows + malformedRows + 1).isEqualTo(after.records());
            assertThat(row.get().line()).isEqualTo(before.lines() + 1);
            assertThat(after.lines() - before.lines()).isEqualTo(lines(content, before.bytes(), after.bytes()));
            if (row.get() instanceof CsvRow.Malformed malformed) {
                malformedRows++;
                assertThat(malformed.bytes()).isEqualTo(withoutLineEnd(content, before.bytes(), after.bytes()));
            } else {
                rows++;
            }
            before = after;
        }
        assertThat(file.position().records()).isEqualTo(rows + malformedRows);
        assertThat(file.position().bytes()).isEqualTo(content.length);
        assertThat(withoutLineEnds(content, before.bytes())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void goesOnAtAnyPlaceAsIfItHadNeverStopped(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        RandomCsv csv = new RandomCsv(random);
        byte[] content = damage(print(csv.format(), csv.rows(ROWS)), random);
        CsvFile first = Reading.open("doctors.csv", new ByteArrayInputStream(content), content, Reading.DEFAULTS);
        int stop = random.nextInt(ROWS / 2);
        for (int row = 0; row < stop; row++) {
            first.next();
        }

        CsvFile second = Reading.open("doctors.csv", Reading.inDrops(content, random), content, Reading.DEFAULTS);
        second.skipTo(first.position());

        assertThat(rendered(second)).isEqualTo(rendered(first));
    }

    /** Flips bytes, loses quotes and line ends, cuts lines; leaves the header alone. */
    private static byte[] damage(byte[] content, SplittableRandom random) {
        int header = COLUMNS.stream().mapToInt(String::length).sum() + COLUMNS.size() * 3 + 2;
        ByteArrayOutputStream damaged = new ByteArrayOutputStream(content.length);
        damaged.write(content, 0, header);
        for (int i = header; i < content.length; i++) {
            byte b = content[i];
            int dice = random.nextInt(1000);
            boolean structure = b == '"' || b == '\n' || b == '\r';
            if (dice < (structure ? 30 : 1)) {
                continue; // lost
            }
            damaged.write(dice == 999 ? random.nextInt(256) : b);
            if (dice == 998) {
                i += random.nextInt(40); // cut
            }
        }
        return damaged.toByteArray();
    }

    private static byte[] print(CSVFormat format, List<List<String>> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            printer.printRecord(COLUMNS);
            printer.printRecords(rows);
        }
        return text.toString().getBytes(UTF_8);
    }

    private static List<List<String>> parse(CSVFormat format, byte[] content) throws IOException {
        try (CSVParser parser = CSVParser.parse(new String(content, UTF_8), format)) {
            return parser.getRecords().stream().skip(1).map(CSVRecord::toList).toList();
        }
    }

    private static String rendered(CsvFile file) throws IOException {
        return Reading.rest(file).stream().map(Rendering::line).collect(Collectors.joining("\n"));
    }

    private static byte[] withoutLineEnd(byte[] content, long from, long to) {
        int end = (int) to;
        if (end > from && content[end - 1] == '\n') {
            end--;
        }
        if (end > from && content[end - 1] == '\r') {
            end--;
        }
        return Arrays.copyOfRange(content, (int) from, end);
    }

    private static String withoutLineEnds(byte[] content, long from) {
        return new String(content, (int) from, content.length - (int) from, UTF_8).replaceAll("[\r\n]", "");
    }

    /** Counted in another way than the reader does. */
    private static long lines(byte[] content, long from, long to) {
        String text = new String(content, (int) from, (int) (to - from), ISO_8859_1);
        long ends = text.replace("\r\n", "\n")
                .chars()
                .filter(c -> c == '\n' || c == '\r')
                .count();
        boolean open = !text.endsWith("\n") && !text.endsWith("\r");
        return ends + (open ? 1 : 0);
    }
}

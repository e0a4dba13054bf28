package dev.healthdata.platform.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.deadletters.letter.OpenLetters;
import dev.healthdata.platform.deadletters.sheet.Separator;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetsIT {
    private static final Table DOCTORS = Tables.named("doctors");

    private final TestKafka kafka = TestKafka.shared();

    @TempDir
    private Path directory;

    @BeforeEach
    void reset() throws Exception {
        kafka.reset(1);
        TestLetters.open(kafka, DOCTORS, "D1", Stage.VALIDATE);
    }

    @Test
    void anExportThatFailsLeavesNoFileThatLooksWholeAndBarsTheNextOne() throws Exception {
        try (TopicReader reader = new TopicReader(kafka.client());
                Sheets sheets = new Sheets(directory, Separator.COMMA)) {
            new OpenLetters(reader).forEach(List.of(DOCTORS), sheets::write);
            assertThat(sheets.rows()).containsEntry(DOCTORS, 1L);
        }

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void filesOfAnExportBelongToItsOwnerAlone() throws Exception {
        try (TopicReader reader = new TopicReader(kafka.client());
                Sheets sheets = new Sheets(directory, Separator.TAB)) {
            new OpenLetters(reader).forEach(List.of(DOCTORS), sheets::write);
            sheets.publish();
        }

        assertThat(directory.toFile().list()).containsExactly("doctors.csv");
        assertThat(Files.readString(directory.resolve("doctors.csv")))
                .contains("hospital\t_file\t_line\t_content\t_rules\t_key", "D1\t\t\t\t");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("doctors.csv"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatAnExportThatWasKilledLeftIsGoneWithTheNextOneWhateverThatWrites() throws Exception {
        Files.writeString(directory.resolve(".doctors.csv.part"), "of one that was killed");
        Files.writeString(directory.resolve(".visits.csv.part"), "of one that was killed");

        try (TopicReader reader = new TopicReader(kafka.client());
                Sheets sheets = new Sheets(directory, Separator.COMMA)) {
            new OpenLetters(reader).forEach(List.of(DOCTORS), sheets::write);
            sheets.publish();
        }

        assertThat(directory.toFile().list()).containsExactly("doctors.csv");
    }

    @Test
    void anExportThatIsEndedLeavesNothing() throws Exception {
        Process export = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        UnfinishedExport.class.getName(),
                        kafka.bootstrapServers(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(export.inputReader().lines().anyMatch(UnfinishedExport.WRITTEN::equals))
                    .isTrue();
            assertThat(directory.toFile().list()).containsExactly(".doctors.csv.part");
        } finally {
            export.destroy();
        }
        assertThat(export.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(directory).isEmptyDirectory();
    }

    /** Writes its file and waits for its end. */
    static final class UnfinishedExport {
        private static final String WRITTEN = "written";

        private UnfinishedExport() {}

        public static void main(String[] args) throws Exception {
            try (TopicReader reader = new TopicReader(Map.of("bootstrap.servers", args[0]));
                    Sheets sheets = new Sheets(Path.of(args[1]), Separator.COMMA)) {
                new OpenLetters(reader).forEach(List.of(DOCTORS), sheets::write);
                System.out.println(WRITTEN);
                Thread.sleep(Duration.ofMinutes(1).toMillis());
            }
        }
    }
}

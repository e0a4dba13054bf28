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
import java.util.List;
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
        Files.writeString(directory.resolve(".doctors.csv.part"), "of an export that was killed");

        try (TopicReader reader = new TopicReader(kafka.client());
                Sheets sheets = new Sheets(directory, Separator.TAB)) {
            new OpenLetters(reader).forEach(List.of(DOCTORS), sheets::write);
            sheets.publish();
        }

        assertThat(directory.toFile().list()).containsExactly("doctors.csv");
        assertThat(Files.readString(directory.resolve("doctors.csv"))).contains("D1\t\t\t\t");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("doctors.csv"))))
                .isEqualTo("rw-------");
    }
}

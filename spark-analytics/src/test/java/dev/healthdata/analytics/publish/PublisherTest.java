package dev.healthdata.analytics.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.analytics.event.Delta;
import dev.healthdata.analytics.event.Dimension;
import dev.healthdata.analytics.event.Group;
import dev.healthdata.analytics.storage.Folder;
import dev.healthdata.analytics.storage.HeldFileException;
import dev.healthdata.analytics.total.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    private static final String FORMULA = "=HYPERLINK(A1)";

    @TempDir
    private Path directory;

    @Test
    void writesTextAsItIsUnlessItIsAskedToMakeFormulasHarmless() throws IOException {
        publish(Formats.DEFAULT);
        assertThat(csv()).content().isEqualTo("city,patient_count\n,3\n%s,2\nZoë,1\n".formatted(FORMULA));

        publish(new Formats(true, false));
        assertThat(csv()).content().isEqualTo("city,patient_count\n,3\n'%s,2\nZoë,1\n".formatted(FORMULA));
    }

    @Test
    void writesTheSameRowsAsParquetWithNumbersAsNumbersAndTextUnchanged() throws IOException {
        publish(new Formats(true, true));

        assertThat(rowsOf(parquet())).containsExactly("null 3", FORMULA + " 2", "Zoë 1");
        assertThat(directory.resolve("doctor_summary/doctor_summary.parquet")).isNotEmptyFile();
        try (var files = Files.list(directory.resolve("city_distribution"))) {
            assertThat(files).containsExactlyInAnyOrder(csv(), parquet());
        }
    }

    @Test
    void leavesNoParquetFileToGrowOldWhenItIsNoLongerAskedFor() throws IOException {
        publish(new Formats(false, true));
        publish(Formats.DEFAULT);

        assertThat(parquet()).doesNotExist();
        assertThat(csv()).exists();
    }

    @Test
    void leavesAFileAloneWhoseContentStaysTheSame() throws IOException {
        List<Runnable> writes = new ArrayList<>();
        Publisher publisher =
                new Publisher(Folder.of(directory.toString()), new Formats(false, true), () -> writes.add(() -> {}));
        publisher.take(totals());
        publisher.publish("{}");
        assertThat(writes).hasSize(11);

        publisher.take(totals());
        publisher.publish("{}");

        assertThat(writes).hasSize(12); // _snapshot.json alone
    }

    @Test
    void aFileThatIsHeldIsNamedAndKeepsBackNothingButTheWordThatAllArePublished() throws IOException {
        Files.createDirectories(csv().resolve("held"));
        Totals totals = totals();
        Publisher publisher = new Publisher(Folder.of(directory.toString()), Formats.DEFAULT, () -> {});
        publisher.take(totals);

        assertThatThrownBy(() -> publisher.publish("{}"))
                .isInstanceOf(HeldFileException.class)
                .hasMessageContaining(csv().toString());
        assertThat(directory.resolve("visit_reason_analysis/visit_reason_analysis.csv"))
                .exists();
        assertThat(directory.resolve(Publisher.SNAPSHOT_FILE)).doesNotExist();

        totals.add(new Delta.OfGroup(Dimension.CITY, new Group("Bern"), 1, 0)); // as the next batch does
        FileUtils.deleteDirectory(csv().toFile());
        publisher.publish("{}");

        assertThat(csv()).content().contains("Zoë,1").doesNotContain("Bern");
        assertThat(directory.resolve(Publisher.SNAPSHOT_FILE)).hasContent("{}");
    }

    private void publish(Formats formats) throws IOException {
        Publisher publisher = new Publisher(Folder.of(directory.toString()), formats, () -> {});
        publisher.take(totals());
        publisher.publish("{}");
    }

    private Path csv() {
        return directory.resolve("city_distribution/city_distribution.csv");
    }

    private Path parquet() {
        return directory.resolve("city_distribution/city_distribution.parquet");
    }

    private static Totals totals() {
        Totals totals = new Totals();
        totals.add(new Delta.OfGroup(Dimension.CITY, new Group(FORMULA), 2, 0));
        totals.add(new Delta.OfGroup(Dimension.CITY, new Group("Zoë"), 1, 0));
        totals.add(new Delta.OfGroup(Dimension.CITY, new Group((String) null), 3, 0));
        return totals;
    }

    private static List<String> rowsOf(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (var reader = ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                .withConf(new Configuration(false))
                .build()) {
            for (var row = reader.read(); row != null; row = reader.read()) {
                String city = row.getFieldRepetitionCount(0) == 0 ? null : row.getString(0, 0);
                rows.add(city + " " + row.getLong(1, 0));
            }
        }
        return rows;
    }
}

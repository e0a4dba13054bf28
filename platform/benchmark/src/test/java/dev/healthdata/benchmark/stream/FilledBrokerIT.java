package dev.healthdata.benchmark.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.infrastructure.broker.EmbeddedBroker;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilledBrokerIT {
    private static final Path HOME = Path.of(System.getProperty("healthcare.home"));

    @TempDir
    private Path work;

    @Test
    void holdsTheRowsOfThisRunAndNoneOfOneThatBrokeOff() throws Exception {
        long left = new FilledBroker(HOME, work).fill(0.02, 1);

        try (FilledBroker filled = new FilledBroker(HOME, work)) {
            long rows = filled.fill(0.01, 1);
            assertThat(rows).isLessThan(left);
            assertThat(rowsOf(filled)).isEqualTo(rows);
        }
        assertThat(work.resolve("filled")).doesNotExist();
    }

    private long rowsOf(FilledBroker filled) throws IOException {
        Path copy = work.resolve("copy");
        try (EmbeddedBroker broker = filled.startCopy(copy);
                TopicReader reader = new TopicReader(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            List<String> topics = Tables.all().stream().map(Table::rawTopic).toList();
            long[] rows = {0};
            reader.read(reader.beginnings(reader.partitions(topics)), row -> rows[0]++);
            return rows[0];
        }
    }
}

package dev.healthdata.validator.run;

import dev.healthdata.testing.TestKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactlyOneFateIT {
    private static final int PARTITIONS = 4;

    @TempDir
    private Path directory;

    @BeforeEach
    void reset() {
        TestKafka.shared().reset(PARTITIONS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void holdsInWhateverOrderTheTablesCome(boolean parentsFirst) {
        Feed feed = new Feed(7, 300, 50, 900, 600);
        List<List<Row>> tables = new ArrayList<>(feed.byTable());
        if (!parentsFirst) {
            Collections.reverse(tables);
        }
        List<Row> rows = tables.stream().flatMap(List::stream).toList();
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            RawTopics.send(rows);
            validator.start();
            validator.awaitReady();
            Fates.awaitQuiet(rows.size());
            validator.endOfInput();
            Fates.awaitAllReported();

            Fates.assertOneFate(feed, rows.size());
        }
    }
}

package dev.healthdata.platform.generate;

import dev.healthdata.platform.generate.random.Share;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/**
 * What to generate.
 *
 * @param rows how many rows each file has, by the table's name
 * @param dirty the share of defective rows
 * @param noise the share of rows that are right but unusual
 * @param until the last day on which anything happens
 * @param directory where the files go; it exists
 */
record GenerateSettings(Map<String, Long> rows, long seed, Share dirty, Share noise, LocalDate until, Path directory) {
    GenerateSettings {
        rows = Map.copyOf(rows);
    }

    long totalRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}

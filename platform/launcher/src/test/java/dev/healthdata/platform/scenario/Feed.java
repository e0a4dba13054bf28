package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.generate.GenerateCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import picocli.CommandLine;

/** A small dirty feed of the four tables. */
public final class Feed {
    private final Path directory;

    private Feed(Path directory) {
        this.directory = directory;
    }

    public static Feed generate(Path directory, int patients, double dirty) {
        int code = new CommandLine(new GenerateCommand())
                .execute(
                        "--patients", Integer.toString(patients),
                        "--doctors", Integer.toString(Math.max(20, patients / 10)),
                        "--visits", Integer.toString(patients * 5),
                        "--lab-reports", Integer.toString(patients * 3),
                        "--seed", "7",
                        "--dirty", Double.toString(dirty),
                        "--out", directory.toString());
        assertThat(code).isZero();
        return new Feed(directory);
    }

    public Path directory() {
        return directory;
    }

    /** The rules that each defective line must break, by {@code file:line}. */
    Map<String, Set<String>> defects() throws IOException {
        Map<String, Set<String>> byLine = new TreeMap<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(directory.resolve("defects.csv"), StandardCharsets.UTF_8, format)) {
            for (CSVRecord each : parser) {
                byLine.computeIfAbsent(each.get("file") + ":" + each.get("line"), line -> new TreeSet<>())
                        .add(each.get("rule"));
            }
        }
        return byLine;
    }

    List<Path> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith("defects.csv")).sorted().toList();
        }
    }
}

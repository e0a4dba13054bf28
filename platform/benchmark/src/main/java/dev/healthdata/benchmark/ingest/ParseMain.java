package dev.healthdata.benchmark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a CSV file and does nothing with it. */
public final class ParseMain {
    private ParseMain() {}

    public static void main(String[] args) throws IOException {
        long characters = 0;
        try (Reader in = Files.newBufferedReader(Path.of(args[0]), UTF_8);
                CSVParser parser = CSVParser.builder()
                        .setReader(in)
                        .setFormat(CSVFormat.RFC4180)
                        .get()) {
            for (CSVRecord row : parser) {
                for (String value : row) {
                    characters += value.length();
                }
            }
        }
        System.out.println(characters);
    }
}

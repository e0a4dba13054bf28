package dev.healthdata.benchmark.ingest;

import java.nio.file.Path;

/**
 * What is sent.
 *
 * @param home the project's directory
 * @param csv the file
 * @param records a file with a line for each of some of the records that the producer makes of it
 */
record Work(Path home, Path csv, long rows, Path records) {
    static final String TOPIC = "raw-visits";
}

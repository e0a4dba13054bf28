package dev.healthdata.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.support.ProducerProcess;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping that looks values up in a file that takes most of the producer's memory, or more than there is. */
class HeapIT {
    private static final String MAPPING = """
            tables:
              - table: doctors
                file: people.csv
                columns:
                  doctor_id: Id
                  name: Name
                  specialization: {constant: Cardiology}
                  hospital: {lookup: Place, in: places.csv, key: Id, value: Name}
            """;

    @TempDir
    private Path directory;

    @Test
    void looksUpInAFileOfWhichTheAnswersHaveRoomOnce() throws IOException, InterruptedException {
        try (ProducerProcess check = check(120_000)) {
            assertThat(check.await()).as(check.output()).isZero();
            assertThat(check.output()).contains("people.csv");
        }
    }

    @Test
    void doesNotEndAsIfTheDataWereWrongWithoutMemory() throws IOException, InterruptedException {
        try (ProducerProcess check = check(600_000)) {
            assertThat(check.await()).isEqualTo(3);
            assertThat(check.output()).contains("java.lang.OutOfMemoryError");
        }
    }

    private ProducerProcess check(int places) throws IOException {
        Path people = Files.writeString(directory.resolve("people.csv"), "Id,Name,Place\nD1,Ann,1\n");
        Path mapping = Files.writeString(directory.resolve("mapping.yml"), MAPPING);
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve("places.csv"))) {
            out.write("Id,Name\n");
            for (int place = 0; place < places; place++) {
                out.write(place + "," + place + "h".repeat(190) + "\n");
            }
        }
        return ProducerProcess.start(
                directory.resolve("log"), "check", "--mapping", mapping.toString(), people.toString());
    }
}

package dev.healthdata.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.support.ProducerProcess;
import dev.healthdata.producer.support.RawTopic;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Exports of Synthea, untouched, by the mapping that the project brings. */
class SyntheaIT {
    private static final Path MAPPING = Path.of("..", "mappings", "synthea.yml");

    /** Lines of an export of Synthea 3.3.0 (seed 42): those of three patients, and what they refer to. */
    private static final Path SAMPLE = Path.of("src", "test", "resources", "synthea");

    /** There after {@code mvn -f producer/src/test/synthea/pom.xml package}. */
    private static final Path GENERATOR = Path.of("src", "test", "synthea", "target", "lib");

    private final TestKafka kafka = TestKafka.shared();
    private final RawTopic topic = new RawTopic(kafka);

    @TempDir
    private Path directory;

    @BeforeEach
    void reset() {
        ProducerProcess.reset(2);
    }

    @Test
    void carriesTheSample() throws IOException, InterruptedException {
        assertThat(replay(SAMPLE))
                .contains("observations.csv: sent 44 rows and 0 malformed as lab_reports (0 rejected, 284 left out)")
                .contains("4 files: 4 sent, 0 already ingested, 0 failed; 174 rows and 0 malformed");

        assertThat(text("raw-patients", "2e23caa4-d831-1f47-c522-0518bab7bd3d"))
                .containsEntry("name", "Mariano761 Joaquín233 Tamez493")
                .containsEntry("gender", "M")
                .containsEntry("dob", "1947-04-24")
                .containsEntry("blood_group", "")
                .containsEntry("city", "Saugus");
        assertThat(text("raw-patients", "3f6021df-8aac-ed27-a705-e71bc0e4b649"))
                .containsEntry("name", "Xavier983 Ratke343");
        assertThat(text("raw-doctors", "0d763d3f-eebe-3e5f-831b-954655443115"))
                .containsEntry("specialization", "GENERAL PRACTICE")
                .containsEntry("hospital", "Fitchburg Outpatient Clinic");
        assertThat(text("raw-visits", "87d45df4-029d-06f0-6148-8a0d3131d10d"))
                .containsEntry("visit_date", "2017-01-30")
                .containsEntry("reason", "Well child visit (procedure)")
                .containsEntry("visit_type", "wellness");
    }

    @Test
    @EnabledIf("isGeneratorThere")
    void carriesAGeneratedPopulation() throws IOException, InterruptedException {
        generate(10);
        Path export = directory.resolve("csv");

        assertThat(replay(export)).contains("4 files: 4 sent");

        assertThat(topic.committed("raw-patients")).hasSize(lines(export.resolve("patients.csv"), ""));
        assertThat(topic.committed("raw-doctors")).hasSize(lines(export.resolve("providers.csv"), ""));
        assertThat(topic.committed("raw-visits")).hasSize(lines(export.resolve("encounters.csv"), ""));
        assertThat(topic.committed("raw-lab-reports"))
                .hasSize(lines(export.resolve("observations.csv"), ",laboratory,"));
        assertThat(topic.progress().values()).hasSize(4).allSatisfy(books -> {
            assertThat(books.done()).isTrue();
            assertThat(books.rejected()).isZero();
        });
    }

    static boolean isGeneratorThere() {
        return Files.isDirectory(GENERATOR);
    }

    private void generate(int patients) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx600m",
                        "-cp",
                        GENERATOR.toAbsolutePath() + "/*",
                        "App",
                        "-p",
                        Integer.toString(patients),
                        "-s",
                        "42",
                        "--exporter.csv.export=true",
                        "--exporter.fhir.export=false",
                        "--exporter.hospital.fhir.export=false",
                        "--exporter.practitioner.fhir.export=false",
                        "--exporter.baseDirectory=" + directory,
                        "Massachusetts")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("synthea.log").toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private String replay(Path export) throws IOException, InterruptedException {
        try (ProducerProcess producer = ProducerProcess.start(
                directory.resolve("producer.log"),
                "replay",
                "--bootstrap-server",
                kafka.bootstrapServers(),
                "--mapping",
                MAPPING.toString(),
                export.toString())) {
            assertThat(producer.await()).as(producer.output()).isZero();
            return producer.output();
        }
    }

    private Map<String, String> text(String rawTopic, String id) {
        List<ConsumerRecord<byte[], byte[]>> found = topic.committed(rawTopic).stream()
                .filter(message -> RawTopic.key(message).equals(id))
                .toList();
        assertThat(found).hasSize(1);
        return ((RawJson.Decoded.Text) RawJson.decode(found.get(0).value())).byColumn();
    }

    /** Synthea writes a row to a line. */
    private static int lines(Path file, String part) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return (int) lines.skip(1).filter(line -> line.contains(part)).count();
        }
    }
}

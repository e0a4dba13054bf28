package dev.healthdata.producer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.support.VisitsFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a halted file can be given to a shell as it stands, and goes on with what was halted and nothing else. */
class HaltedReplayIT extends ReplayTestCase {
    @Test
    void saysWhereAFileWasHaltedAndWhatToDoThenGoesOnThere() throws IOException {
        Path file = VisitsFile.turningBad(directory.resolve("visits.csv"), 3, 17);

        assertThat(replay("--halt-after", "5", "--halt-share", "40", directory.toString()))
                .isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "visits.csv: halted after line 7: 3 of 6 rows rejected, the rest is held back. Look at its dead"
                                + " letters and send a corrected file; or go on while the platform runs: ./healthcare replay --force "
                                + "--bootstrap-server " + kafka.bootstrapServers() + " " + file,
                        lines().get(1))
                .last()
                .asString()
                .startsWith("1 files: 0 sent, 0 already ingested, 1 halted, 0 failed; 6 rows");

        assertThat(replay(directory.toString())).isEqualTo(1);
        assertThat(replay("--force", file.toString())).isZero();
        assertThat(out.toString()).contains("visits.csv: sent 20 rows").contains("resumed after 6");
    }

    @Test
    void repeatsHowAHaltedFileWasReadInWordsForAShell() throws IOException, InterruptedException {
        Path file = inWindows1252(directory.resolve("Mary's $HOME.csv"), ";");
        Path rules = write("the rules.properties", "rules.visits.visit_date.future=off\n");
        List<String> reading =
                List.of("--table", "visits", "--delimiter", ";", "--charset", "windows-1252", file.toString());
        replay(before(reading, "--halt-after", "5").toArray(new String[0]));

        List<String> advice = inAShell(line(": halted").replaceFirst(".*: ./healthcare replay ", ""));

        assertThat(advice)
                .containsExactlyElementsOf(before(reading, "--force", "--bootstrap-server", kafka.bootstrapServers()));
        assertThat(execute(advice.toArray(new String[0]))).isZero();
        assertThat(line(": sent")).contains("sent 20 rows and 0 malformed", "resumed after 7");

        inWindows1252(directory.resolve("visits.csv"), ",");
        Path mapping = Files.writeString(directory.resolve("own.yml"), """
                tables:
                  - table: visits
                    file: visits*.csv
                    columns: {visit_id: visit_id, patient_id: patient_id, doctor_id: doctor_id,
                              visit_date: visit_date, reason: reason, visit_type: visit_type}
                """);
        replay(
                "--halt-after=5",
                "--charset=windows-1252",
                "--mapping=" + mapping,
                "--rules=" + rules,
                directory.resolve("visits.csv").toString());
        assertThat(inAShell(line("visits.csv: halted").replaceFirst(".*: ./healthcare replay ", "")))
                .contains("--mapping", mapping.toString(), "--rules", rules.toString());
    }

    @Test
    void repeatsWhereKafkaIs() throws IOException, InterruptedException {
        Path file = VisitsFile.turningBad(directory.resolve("visits.csv"), 3, 17);
        Path config = write("client.properties", "client.id=nurse\n");
        Path state = write("endpoints.properties", "kafka.bootstrap.servers=" + kafka.bootstrapServers() + "\n")
                .getParent();
        List<String> platform = List.of("--config", config.toString(), "--state", state.toString());
        execute(before(platform, "--halt-after", "5", file.toString()).toArray(new String[0]));

        List<String> advice = inAShell(line(": halted").replaceFirst(".*: ./healthcare replay ", ""));

        assertThat(advice).containsSubsequence(platform);
        assertThat(execute(advice.toArray(new String[0]))).isZero();
        assertThat(line(": sent")).contains("sent 20 rows");
    }

    @Test
    void goesOnOnlyWithTheTableOfWhichTheRowsAreHeldBack() throws IOException, InterruptedException {
        StringBuilder rows = new StringBuilder("id,name,on\n");
        for (int row = 1; row <= 20; row++) {
            rows.append(row).append(",Ann,").append(row <= 3 ? "2026-10-01\n" : "yesterday\n");
        }
        Path file = write("export.csv", rows.toString());
        Path mapping = write("own.yml", """
                tables:
                  - table: patients
                    file: export.csv
                    columns: {patient_id: id, name: name, gender: {constant: F}, dob: {constant: "1980-01-02"},
                              blood_group: {constant: ""}, city: {constant: ""}}
                  - table: visits
                    file: export.csv
                    columns: {visit_id: id, patient_id: id, doctor_id: {constant: D1}, visit_date: "on",
                              reason: {constant: ""}, visit_type: {constant: ""}}
                """);
        replay("--halt-after", "5", "--mapping", mapping.toString(), file.toString());
        assertThat(line(": sent")).contains("as patients");

        execute(inAShell(line(": halted").replaceFirst(".*: ./healthcare replay ", ""))
                .toArray(new String[0]));

        assertThat(topic.committed("raw-patients")).hasSize(20);
        assertThat(topic.committed("raw-visits")).hasSize(20);
    }

    @Test
    void doesNotGoOnInAnotherCharsetThanTheOneInWhichAFileWasHaltedUnlessItIsNamed() throws IOException {
        Path file = inWindows1252(directory.resolve("visits.csv"), ",");
        replay("--halt-after", "5", "--charset", "windows-1252", file.toString());

        assertThat(replay(file.toString())).isEqualTo(1);
        assertThat(lines().get(2))
                .startsWith("visits.csv: halted after line 8")
                .endsWith("replay --force --bootstrap-server " + kafka.bootstrapServers() + " --charset windows-1252 "
                        + file);

        assertThat(replay("--force", file.toString())).isEqualTo(2);
        assertThat(lines().get(4))
                .startsWith("visits.csv: failed: it was begun in windows-1252: replay it with --charset windows-1252");
        assertThat(topic.committed("raw-visits")).hasSize(7);

        assertThat(replay("--force", "--charset", "UTF-8", file.toString())).isZero();
        assertThat(lines().get(6)).startsWith("visits.csv: sent 0 rows and 20 malformed");
    }

    private static List<String> before(List<String> reading, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(reading);
        return all;
    }

    /** What a shell makes of a line's words. */
    private static List<String> inAShell(String words) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + words).start();
        String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor()).isZero();
        return said.lines().toList();
    }

    /** Three good rows, and then bad ones. */
    private static Path inWindows1252(Path file, String delimiter) throws IOException {
        String content = Files.readString(VisitsFile.turningBad(file, 3, 17));
        return Files.writeString(
                file, content.replace("Checkup", "Caf\u00e9").replace(",", delimiter), Charset.forName("windows-1252"));
    }
}

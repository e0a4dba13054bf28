package dev.healthdata.platform.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
    @TempDir
    private Path directory;

    @Test
    void writesTheSameBytesWhereverItRuns() {
        generate("here");

        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            generate("elsewhere");
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }

        assertThat(Generate.contents(directory.resolve("elsewhere")))
                .isEqualTo(Generate.contents(directory.resolve("here")));
    }

    @Test
    void writesOtherPeopleForAnotherSeed() {
        generate("one", "--seed", "1");
        generate("two", "--seed", "2");

        assertThat(Generate.contents(directory.resolve("one")).get("patients.csv"))
                .isNotEqualTo(Generate.contents(directory.resolve("two")).get("patients.csv"));
    }

    @Test
    void writesOnlyRightRowsUnlessAskedForDirt() throws IOException {
        Generate.run(
                "--patients",
                "50",
                "--doctors",
                "5",
                "--visits",
                "80",
                "--lab-reports",
                "0",
                "--out",
                directory.toString());

        assertThat(Files.readString(directory.resolve("defects.csv"))).isEqualTo("file,line,rule\n");
        assertThat(Files.readAllLines(directory.resolve("patients.csv"))).hasSize(51);
        assertThat(Files.readAllLines(directory.resolve("visits.csv")))
                .hasSize(81)
                .element(80)
                .asString()
                .startsWith("V300079,P100");
        assertThat(Files.readString(directory.resolve("lab_reports.csv")))
                .isEqualTo("report_id,visit_id,test_type,result,report_date\n");
    }

    @Test
    void namesEverythingThatIsWrongWithItsOptions() {
        Generate.Run run = Generate.run(
                "--patients",
                "-1",
                "--doctors",
                "many",
                "--visits",
                "2000000000",
                "--seed",
                "x",
                "--dirty",
                "1.5",
                "--noise",
                "half",
                "--until",
                "31/10/2026",
                "--out",
                directory.resolve("new").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        for (String option :
                List.of("--patients", "--doctors", "--visits", "--seed", "--dirty", "--noise", "--until")) {
            assertThat(run.err()).containsOnlyOnce(option + ": ");
        }
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void asksForTheParentsThatRowsNeed() {
        Generate.Run run = Generate.run("--patients", "0", "--doctors", "0", "--out", directory.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--patients: visits need", "--doctors: visits need");
    }

    @Test
    void replacesFilesOnlyWhenTold() throws IOException {
        Files.writeString(directory.resolve("visits.csv"), "mine");

        Generate.Run refused = Generate.run(small(directory));
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("visits.csv", "--force");
        assertThat(directory.resolve("visits.csv")).hasContent("mine");

        assertThat(Generate.run(small(directory, "--force")).exitCode()).isZero();
        assertThat(StrictCsv.bytesAsChars(directory.resolve("visits.csv"))).startsWith("visit_id,");
    }

    @Test
    void leavesOtherFilesOfTheDirectoryAlone() throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "mine");

        assertThat(Generate.run(small(directory)).exitCode()).isZero();

        assertThat(Generate.contents(directory))
                .containsOnlyKeys(
                        "patients.csv", "doctors.csv", "visits.csv", "lab_reports.csv", "defects.csv", "notes.txt");
    }

    @Test
    void saysSoWhereItCannotMakeTheDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        Generate.Run run = Generate.run(small(file));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--out: cannot make the directory");
    }

    @Test
    void leavesNoHalfFileWhereItCannotWrite() throws IOException {
        Files.createDirectories(directory.resolve(".visits.csv.part/taken"));

        Generate.Run run = Generate.run(small(directory));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("Cannot write to", "choose another --out");
        assertThat(Generate.contents(directory.resolve(".visits.csv.part/taken")))
                .isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void teachesItsUseByHelp() {
        Generate.Run run = Generate.run("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("--dirty=SHARE", "Examples:", "Exit codes:");
    }

    /** Far more rows than would fit, if they were kept. */
    @Test
    void needsNoMoreMemoryForMoreRows() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx12m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Generate.class.getName(),
                "--patients",
                "400000",
                "--doctors",
                "1000",
                "--visits",
                "50000",
                "--lab-reports",
                "50000",
                "--dirty",
                "0.02",
                "--out",
                directory.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();

        assertThat(process.waitFor())
                .as(Files.readString(directory.resolve("log")))
                .isZero();
        assertThat(Files.size(directory.resolve("patients.csv"))).isGreaterThan(16L << 20);
    }

    private void generate(String name, String... more) {
        String[] arguments = small(directory.resolve(name), more);
        assertThat(Generate.run(arguments).exitCode()).isZero();
    }

    private static String[] small(Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--patients",
                "300",
                "--doctors",
                "50",
                "--visits",
                "500",
                "--lab-reports",
                "400",
                "--dirty",
                "0.1",
                "--out",
                out.toString()));
        Collections.addAll(arguments, more);
        return arguments.toArray(new String[0]);
    }
}

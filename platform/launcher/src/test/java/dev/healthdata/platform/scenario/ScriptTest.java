package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.cli.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code healthcare} in a directory where nothing is built, with a mvn and a java that only write down how they were called. */
class ScriptTest {
    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit; fi
            { for each; do echo "argument $each"; done; env; echo; } >> "$CALLS"
            """;

    private static final String MVN = """
            #!/usr/bin/env bash
            cd "$(dirname "$2")" || exit
            for jar in platform/launcher platform/infrastructure producer validator-stream mysql-sink spark-analytics; do
              mkdir -p $jar/target && touch $jar/target/$(basename $jar).jar
            done
            mkdir -p platform/manual/target/man/man1 platform/manual/target/completion
            touch platform/manual/target/man/man1/healthcare{,-dead-letters-replay}.1
            echo complete > platform/manual/target/completion/healthcare
            """;

    private static final String MAN = """
            #!/bin/sh
            echo "page $*" >> "$CALLS"
            """;

    @TempDir
    private Path directory;

    private Path calls;

    @BeforeEach
    void makeProject() throws IOException {
        calls = directory.resolve("calls");
        Files.copy(Home.path().resolve("healthcare"), directory.resolve("healthcare"));
        program("mvn", MVN);
        program("java", JAVA);
        program("man", MAN);
    }

    @Test
    void theRunThatMakesLaterOnesFasterLeavesTheDatabaseOfTheEnvironmentAlone() throws Exception {
        run(Map.of("MYSQL_URL", "jdbc:mysql://ours/", "KAFKA_BOOTSTRAP_SERVERS", "ours:9092"), "status");

        List<String> called = List.of(Files.readString(calls).split("\n\n"));
        assertThat(called).hasSize(3);
        assertThat(called.get(1))
                .contains("argument up", "argument --once", "HEALTHCARE_ARCHIVE_CLASSES=1")
                .doesNotContain("ours");
        assertThat(called.get(2)).contains("argument status", "MYSQL_URL=jdbc:mysql://ours/");
    }

    @Test
    void aSourceFromTheFutureIsBuiltOnce() throws Exception {
        Path source = Files.createDirectories(directory.resolve("producer/src/main/java"))
                .resolve("X.java");
        Files.setLastModifiedTime(
                Files.writeString(source, ""), FileTime.from(Instant.now().plus(Duration.ofHours(1))));

        run(Map.of(), "status");
        run(Map.of(), "status");

        assertThat(List.of(Files.readString(calls).split("\n\n"))).hasSize(4);
    }

    @Test
    void aProjectBelowTheSourcesOfAnotherOneIsBuiltOnce() throws Exception {
        directory = Files.createDirectories(directory.resolve("other/src/main/healthcare"));
        makeProject();
        run(Map.of(), "status");
        Path log =
                Files.createDirectories(directory.resolve(".healthcare/logs")).resolve("sink.log");
        Files.setLastModifiedTime(
                Files.writeString(log, ""), FileTime.from(Instant.now().plus(Duration.ofHours(1))));

        run(Map.of(), "status");

        assertThat(Files.readString(calls).split("\n\n"))
                .extracting(call -> call.replaceFirst("(?s).*HealthcareMain\nargument (\\w+).*", "$1"))
                .containsExactly("generate", "up", "status", "status");
    }

    @Test
    void aBuildThatLeavesNothingToRunIsNotRepeatedForEver() throws Exception {
        program("mvn", "#!/bin/sh\nmkdir -p \"$(dirname \"$2\")\"/platform/launcher/target\n");

        run(Map.of(), "status");

        assertThat(calls).content().contains("argument status").doesNotContain("argument up");
    }

    @Test
    void javaIsGivenALocaleThatKnowsAllLetters() throws Exception {
        run(Map.of("LC_ALL", "C"), "status");

        assertThat(Files.readString(calls))
                .containsPattern("(?i)LC_ALL=.*utf-?8")
                .doesNotContain("LC_ALL=C\n");
    }

    @Test
    void theVersionOfJavaIsReadWhereAJdkTellsItInsteadOfStartingAJvm() throws Exception {
        Files.writeString(directory.resolve("release"), "IMPLEMENTOR=\"Us\"\nJAVA_VERSION=\"11.0.2\"\n");

        assertThat(exitCode(Map.of(), "status")).isEqualTo(2);

        assertThat(Files.readString(directory.resolve("output"))).contains("Java 11 is too old");
    }

    @Test
    void manShowsThePageOfACommand() throws Exception {
        run(Map.of(), "man", "dead-letters", "replay");

        assertThat(lastCall())
                .startsWith("page ")
                .endsWith("platform/manual/target/man/man1/healthcare-dead-letters-replay.1");
    }

    @Test
    void manOfNoCommandSaysWhereTheyAre() throws Exception {
        assertThat(exitCode(Map.of(), "man", "dead-letter")).isEqualTo(2);

        assertThat(Files.readString(directory.resolve("output"))).contains("'./healthcare --help' lists the commands");
    }

    @Test
    void helpForACommandOfAnotherPartIsAskedOfThatPart() throws Exception {
        run(Map.of(), "help", "replay");

        assertThat(lastCall())
                .contains("argument dev.healthdata.producer.ProducerMain\nargument replay\nargument --help\n");
    }

    @Test
    void aProducerWithoutMemoryDoesNotEndAsIfTheDataWereWrong() throws Exception {
        for (String command : List.of("replay", "check")) {
            run(Map.of(), command, "data/raw");

            assertThat(lastCall()).contains("argument -XX:+ExitOnOutOfMemoryError\n", "argument " + command + "\n");
        }
    }

    @Test
    void completionIsThatOfAllCommands() throws Exception {
        run(Map.of(), "generate-completion");

        assertThat(Files.readString(directory.resolve("output"))).endsWith("complete\n");
    }

    private String lastCall() throws IOException {
        return Files.readString(calls).strip().replaceFirst("(?s).*\n\n", "");
    }

    private void run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        int code = exitCode(environment, arguments);
        assertThat(code).as(Files.readString(directory.resolve("output"))).isZero();
    }

    private int exitCode(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(directory.resolve("healthcare").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("CALLS", calls.toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private void program(String name, String text) throws IOException {
        Path program = Files.createDirectories(directory.resolve("bin")).resolve(name);
        Files.writeString(program, text);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}

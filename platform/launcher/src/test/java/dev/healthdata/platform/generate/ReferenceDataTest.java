package dev.healthdata.platform.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code data/raw} is what the command in {@code data/README.md} writes. */
class ReferenceDataTest {
    private static final String COMMAND = "./healthcare generate ";
    private static final Path DATA = Path.of(System.getProperty("healthcare.home"), "data");

    @TempDir
    private Path directory;

    @Test
    void isWrittenAgainByTheCommandInItsReadme() throws IOException {
        String[] arguments = Files.readAllLines(DATA.resolve("README.md")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith(COMMAND))
                .findFirst()
                .orElseThrow()
                .substring(COMMAND.length())
                .split(" ");
        String[] elsewhere = Arrays.stream(arguments)
                .map(argument -> argument.equals("data/raw") ? directory.toString() : argument)
                .toArray(String[]::new);

        assertThat(Generate.run(elsewhere).exitCode()).isZero();

        var committed = Generate.contents(DATA.resolve("raw"));
        var generated = Generate.contents(directory);
        assertThat(generated.keySet()).isEqualTo(committed.keySet());
        generated.forEach((name, content) ->
                assertThat(content.equals(committed.get(name))).as(name).isTrue());
    }
}

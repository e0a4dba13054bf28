package dev.healthdata.producer.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of {@code csv} gives what stands beside it in {@code <file>.expected}. */
class CsvFilesTest {
    private static final Path FILES = Path.of("src", "test", "resources", "csv");

    static List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.list(FILES)) {
            return paths.filter(path -> !path.toString().endsWith(".expected"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsAsExpected(Path file) throws IOException {
        Path expected = file.resolveSibling(file.getFileName() + ".expected");

        String read = Rendering.of(file.getFileName().toString(), Files.readAllBytes(file));

        assertThat(read).isEqualTo(Files.readString(expected, UTF_8));
    }
}

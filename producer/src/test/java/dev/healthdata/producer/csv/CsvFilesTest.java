package dev.healthdata.producer.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file of {@code csv} gives what stands beside it in {@code <file>.expected}; where there are {@code <file>.options}, it
 * is read with them.
 */
class CsvFilesTest {
    private static final Path FILES = Path.of("src", "test", "resources", "csv");

    static List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.list(FILES)) {
            return paths.filter(path -> !path.toString().endsWith(".expected"))
                    .filter(path -> !path.toString().endsWith(".options"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsAsExpected(Path file) throws IOException {
        Path expected = file.resolveSibling(file.getFileName() + ".expected");

        String read = Rendering.of(file.getFileName().toString(), Files.readAllBytes(file), options(file));

        assertThat(read).isEqualTo(Files.readString(expected, UTF_8));
    }

    private static CsvOptions options(Path file) throws IOException {
        Properties options = new Properties();
        Path given = file.resolveSibling(file.getFileName() + ".options");
        if (Files.exists(given)) {
            options.load(new StringReader(Files.readString(given)));
        }
        return new CsvOptions(
                Optional.ofNullable(options.getProperty("table"))
                        .map(name -> Tables.find(name).orElseThrow()),
                Optional.ofNullable(options.getProperty("delimiter")).map(text -> text.charAt(0)),
                Charset.forName(options.getProperty("charset", "UTF-8")));
    }
}

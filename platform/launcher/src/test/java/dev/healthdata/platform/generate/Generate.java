package dev.healthdata.platform.generate;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** Runs the command as the launcher does. */
final class Generate {
    private Generate() {}

    /** What a run left. */
    record Run(int exitCode, String out, String err) {}

    static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(new GenerateCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** As a process of its own, for tests of what a JVM needs. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GenerateCommand()).execute(arguments));
    }

    /** The content of the files of a directory; one char a byte, so that any difference shows. */
    static Map<String, String> contents(Path directory) {
        try (var files = Files.list(directory)) {
            Map<String, String> contents = new HashMap<>();
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), StrictCsv.bytesAsChars(file));
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.healthdata.manual;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes DIR/man/man1 and DIR/completion. Run by the build. */
public final class ManualMain {
    private ManualMain() {}

    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
    }

    static void write(Path directory) throws IOException {
        CommandLine healthcare = Commands.all();
        Path pages = Files.createDirectories(directory.resolve("man").resolve("man1"));
        for (CommandLine command : Commands.withSubcommands(healthcare).toList()) {
            Page page = new Page(command);
            Files.writeString(pages.resolve(page.name() + ".1"), page.roff(), US_ASCII);
        }
        Path completion = Files.createDirectories(directory.resolve("completion"));
        Files.writeString(completion.resolve("healthcare"), AutoComplete.bash("healthcare", healthcare), UTF_8);
    }
}

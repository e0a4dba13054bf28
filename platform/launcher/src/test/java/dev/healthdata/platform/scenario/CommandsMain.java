package dev.healthdata.platform.scenario;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.healthdata.platform.cli.HealthcareMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs what it reads: in each line a file for the output, and a command's arguments. It prints the exit codes. */
final class CommandsMain {
    private CommandsMain() {}

    public static void main(String[] args) throws IOException {
        PrintStream codes = System.out;
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            List<String> command = new ObjectMapper().readValue(line, new TypeReference<List<String>>() {});
            Path output = Path.of(command.get(0));
            int code;
            try (PrintStream out = Commands.print(output);
                    PrintStream err = Commands.print(Commands.errors(output))) {
                System.setOut(out);
                System.setErr(err);
                code = HealthcareMain.run(command.subList(1, command.size()).toArray(String[]::new));
            }
            codes.println(code);
        }
    }
}

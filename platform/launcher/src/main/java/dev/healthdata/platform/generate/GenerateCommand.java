package dev.healthdata.platform.generate;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./healthcare generate}. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        showDefaultValues = false,
        description = {
            "Writes patients.csv, doctors.csv, visits.csv and lab_reports.csv that look real, and defects.csv,"
                    + " which says what is wrong in them.",
            "",
            "The same options give the same bytes on every machine. Nobody in the files exists.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "1:could not write", "2:options wrong"},
        footer = {
            "",
            "Each file has exactly as many rows as asked for, defective and repeated ones included. defects.csv has"
                    + " the columns file, line, rule: every rule that must fire, on the line on which an editor shows the"
                    + " row to start (the header is line 1). No other row breaks a rule, and every other row is stored.",
            "",
            "Examples:",
            "  A small set to look at:",
            "    ./healthcare generate --patients 20 --doctors 5 --visits 50 \\",
            "        --lab-reports 30 --out /tmp/small",
            "  The reference size, one row in a hundred defective:",
            "    ./healthcare generate --dirty 0.01 --out /tmp/reference",
            "  A load test; memory stays the same, however many rows:",
            "    ./healthcare generate --patients 10000000 --doctors 100000 \\",
            "        --visits 50000000 --lab-reports 30000000 --out /tmp/large",
            "  Then let the platform have them:",
            "    ./healthcare up --once --raw /tmp/small"
        })
public final class GenerateCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Mixin
    private GenerateOptions options = new GenerateOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Optional<GenerateSettings> settings = options.settings();
        if (settings.isEmpty()) {
            options.problems().forEach(err::println);
            err.println("See './healthcare generate --help'.");
            return CommandLine.ExitCode.USAGE;
        }
        return generate(settings.get(), err);
    }

    private int generate(GenerateSettings settings, PrintWriter err) {
        try {
            long defective = new Generator(settings, new Progress(err, settings.totalRows())).run();
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%,d rows in %s, %,d of them defective: see %s%n",
                            settings.totalRows(),
                            settings.directory(),
                            defective,
                            DefectList.FILE);
            return CommandLine.ExitCode.OK;
        } catch (IOException e) {
            err.println("Cannot write to " + settings.directory() + " (" + e.getMessage()
                    + "). Free space there or choose another --out, then run it again.");
            return FAILED;
        }
    }
}

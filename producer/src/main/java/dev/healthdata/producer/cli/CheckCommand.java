package dev.healthdata.producer.cli;

import dev.healthdata.producer.check.FileCheck;
import dev.healthdata.producer.check.FileReport;
import dev.healthdata.producer.check.ReportJson;
import dev.healthdata.producer.check.ReportText;
import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.file.FileFinder;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.producer.mapping.Feeds;
import dev.healthdata.records.ledger.HaltLimit;
import dev.healthdata.records.rule.RowRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: says what a replay would reject. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads CSV files as a replay does and applies the rules, without Kafka: how many rows would be rejected or"
                    + " stored with a warning, by which rules, and where. Shows lines, never values.",
            "",
            "With --mapping and no PATH, only the mapping itself is checked.",
            "",
            "Whether the rows that a row refers to exist is left open, and so are rules that compare two rows.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no row would be rejected",
            "1:rows would be rejected, or a file is not what it should be",
            "2:usage or configuration, or a file that belongs to no table or cannot be read",
            "3:another failure"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  healthcare check data/raw",
            "  healthcare check --json visits.csv.gz",
            "  healthcare check --mapping mappings/synthea.yml output/csv"
        })
public final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FileOptions files;

    @Option(names = "--json", description = "An array with an object for each file.")
    private boolean json;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "3",
            description = "Lines that are named for each rule. Default: ${DEFAULT-VALUE}.")
    private int examples;

    @Mixin
    private JudgeOptions judge;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        List<String> problems = new ArrayList<>();
        if (!files.isMappingOnly()) {
            files.checkPaths(false, problems);
        }
        CsvOptions csv = files.csv(problems);
        Feeds feeds = files.feeds(problems);
        FileFinder finder = files.finder(feeds, problems);
        HaltLimit halt = judge.halt(problems);
        RowRules rules = judge.rules(problems);
        if (examples < 0) {
            problems.add("--examples: must be 0 or more");
        }
        if (!problems.isEmpty()) {
            problems.forEach(err::println);
            return ExitCodes.USAGE;
        }
        if (files.isMappingOnly()) {
            spec.commandLine().getOut().println("Nothing is wrong with the mapping.");
            return ExitCodes.DONE;
        }
        FileSearch found = FileSearch.in(files.paths(), feeds, finder, err);
        return Math.max(found.code(), check(new FileCheck(csv, rules, halt, examples), found.feeds()));
    }

    private int check(FileCheck check, List<Feed> found) {
        PrintWriter out = spec.commandLine().getOut();
        int code = ExitCodes.DONE;
        List<FileReport> reports = new ArrayList<>();
        for (Feed feed : found) {
            FileReport report = check.check(feed);
            reports.add(report);
            code = Math.max(code, code(report));
            if (!json) {
                ReportText.lines(report).forEach(out::println);
                out.flush();
            }
        }
        if (json) {
            out.println(ReportJson.of(reports));
            out.flush();
        }
        return code;
    }

    private static int code(FileReport report) {
        if (report instanceof FileReport.Unusable unusable) {
            return unusable.usage() ? ExitCodes.USAGE : ExitCodes.DATA_WRONG;
        }
        return ((FileReport.Checked) report).rejected() == 0 ? ExitCodes.DONE : ExitCodes.DATA_WRONG;
    }
}

package dev.healthdata.platform.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.healthdata.platform.cli.Platform;
import dev.healthdata.platform.deadletters.letter.LetterFilter;
import dev.healthdata.platform.operatorlog.Act;
import dev.healthdata.platform.operatorlog.Operator;
import dev.healthdata.platform.operatorlog.OperatorTransactions;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code healthcare dead-letters export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes open dead letters as one CSV file for each table, to be repaired in a spreadsheet and sent with"
                        + " 'replay --from'. The files hold patient data; the export is written to the audit log.",
        footer = {
            "",
            "An apostrophe stands in front of what a spreadsheet would change (dates, leading zeros, formulas); 'replay'",
            "takes it away. Columns that begin with _ tell where a row came from; leave _key as it is.",
            "",
            "Examples:",
            "  ./healthcare dead-letters export --out repair",
            "  ./healthcare dead-letters export --out repair --stage VALIDATE --table visits"
        })
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private Platform platform;

    @Mixin
    private LetterFilter filter;

    @Mixin
    private Operator operator;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "for the files, which must not exist yet")
    private Path out;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        refuseToOverwrite();
        Map<Table, Long> written;
        try (Session session = new Session(platform)) {
            note(session);
            Files.createDirectories(out);
            try (Sheets sheets = new Sheets(out)) {
                session.forEach(filter, sheets::write);
                written = sheets.rows();
            }
        }
        if (json) {
            ObjectNode report = LetterJson.JSON.createObjectNode();
            ObjectNode files = report.putObject("files");
            written.forEach((table, rows) -> files.put(Sheets.file(out, table).toString(), rows));
            System.out.println(report);
        } else if (written.isEmpty()) {
            System.out.println("No such dead letter is open.");
        } else {
            written.forEach((table, rows) ->
                    System.out.println(String.format(Locale.ROOT, "%s: %,d rows", Sheets.file(out, table), rows)));
        }
        return 0;
    }

    /** First, since values that have left cannot be called back. */
    private void note(Session session) {
        try (OperatorTransactions log = OperatorTransactions.open(session.client(), session.reader())) {
            long[] rows = {0};
            session.forEach(filter, letter -> rows[0]++);
            log.write(
                    new Act("export", operator.name(), operator.reason(), filter.describe(), "", rows[0], List.of()),
                    List.of());
        }
    }

    private void refuseToOverwrite() {
        List<String> problems = new ArrayList<>();
        for (Table table : filter.tables()) {
            if (Files.exists(Sheets.file(out, table))) {
                problems.add(Sheets.file(out, table).toString());
            }
        }
        if (!problems.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--out: " + String.join(" and ", problems)
                            + " may hold repairs and is not overwritten; name another directory");
        }
    }
}

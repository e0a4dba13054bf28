package dev.healthdata.platform.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.healthdata.platform.cli.Platform;
import dev.healthdata.platform.deadletters.letter.LetterFilter;
import dev.healthdata.platform.deadletters.sheet.Separator;
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
            "  ./healthcare dead-letters export --out repair --stage VALIDATE --table visits",
            "  ./healthcare dead-letters export --out repair --separator semicolon       for Excel in most of Europe"
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

    @Option(
            names = "--separator",
            paramLabel = "NAME",
            defaultValue = "comma",
            converter = Separator.Name.class,
            description =
                    "between the columns: comma (default), tab, or semicolon, which spreadsheets open where a comma"
                            + " divides decimals")
    private Separator separator;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        refuseToOverwrite();
        Map<Table, Long> written;
        try (Session session = new Session(platform);
                OperatorTransactions log = OperatorTransactions.open(session.client(), session.reader());
                Sheets sheets = new Sheets(out, separator)) {
            session.forEach(filter, sheets::write);
            written = sheets.rows();
            note(log, written.values().stream().mapToLong(rows -> rows).sum());
            sheets.publish();
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
    private void note(OperatorTransactions log, long rows) {
        log.write(
                new Act("export", operator.name(), operator.reason(), filter.describe(), "", rows, List.of()),
                List.of());
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

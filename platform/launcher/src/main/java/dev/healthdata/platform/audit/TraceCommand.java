package dev.healthdata.platform.audit;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.cli.Platform;
import dev.healthdata.platform.cli.TableName;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code healthcare trace}. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description =
                "Tells the story of one row: raw records, dead letters, clean records, what became of each, and the"
                        + " version in the database. No values. Exit code 1 if there is no such row.",
        footer = {
            "",
            "Examples:",
            "  ./healthcare trace --file visits.csv --line 4711",
            "  ./healthcare trace --table visits --id V301367"
        })
public final class TraceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private Platform platform;

    @Option(names = "--file", paramLabel = "NAME", description = "the name of a file, without its folders")
    private String file;

    @Option(names = "--line", paramLabel = "N", description = "the line that the row begins on; the header is line 1")
    private Long line;

    @Option(names = "--table", paramLabel = "TABLE", converter = TableName.class, description = "the table of the row")
    private Table table;

    @Option(names = "--id", paramLabel = "ID", description = "the id of the row, or the key of its dead letter")
    private String id;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        boolean byLine = file != null && line != null && id == null;
        if (!byLine && (table == null || id == null || file != null || line != null)) {
            throw new ParameterException(command.commandLine(), "name --file and --line, or --table and --id");
        }
        List<Story> stories;
        try (TopicReader reader = new TopicReader(platform.kafkaClient())) {
            Trace trace = new Trace(reader, "validator-stream");
            stories = byLine ? trace.ofLine(tables(), file, line) : trace.ofId(table, id);
        }
        if (!stories.isEmpty()) {
            askDatabase(stories);
        }
        if (json) {
            System.out.println(StoryText.json(stories));
        } else if (stories.isEmpty()) {
            System.out.println(
                    "No raw record is of such a row; './healthcare status' tells how far the files were sent.");
        } else {
            stories.forEach(story -> StoryText.lines(story).forEach(System.out::println));
        }
        return stories.isEmpty() ? 1 : 0;
    }

    private List<Table> tables() {
        return table == null ? Tables.all() : List.of(table);
    }

    private void askDatabase(List<Story> stories) throws SQLException {
        SqlAccount sql = platform.sql();
        try (Connection connection = sql.connect()) {
            for (Story story : stories) {
                DatabaseStory.tell(story, connection);
            }
        }
    }
}

package dev.healthdata.platform.audit;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.cli.Platform;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code healthcare audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "Proves that every row has exactly one fate, that the database holds the newest clean rows and that"
                        + " the aggregates equal their SQL. Exit code 1 if not. Rows that are on their way show as such.",
        footer = {
            "",
            "Examples:",
            "  ./healthcare audit            of the platform running in .healthcare",
            "  ./healthcare audit --json     for programs"
        })
public final class AuditCommand implements Callable<Integer> {
    @Mixin
    private Platform platform;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() throws SQLException {
        try (TopicReader reader = new TopicReader(platform.kafkaClient())) {
            AuditReport report = new Audit(reader, platform.sql(), platform.processed(), "validator-stream").run();
            if (json) {
                System.out.println(AuditText.json(report));
            } else {
                AuditText.lines(report).forEach(System.out::println);
            }
            return report.balanced() ? 0 : 1;
        }
    }
}

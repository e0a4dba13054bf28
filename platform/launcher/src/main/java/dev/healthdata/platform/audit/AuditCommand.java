package dev.healthdata.platform.audit;

import dev.healthdata.platform.books.CleanEnds;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.cli.Platform;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code healthcare audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "Proves that every row has exactly one fate, that the database holds the newest clean rows and that"
                        + " the aggregates equal their SQL. Exit code 1 if not. It takes a cut, so data may flow meanwhile.",
        footer = {
            "",
            "Examples:",
            "  ./healthcare audit            of the platform running in .healthcare",
            "  ./healthcare audit --by-file  how many rows of each file are stored, waiting ...",
            "  ./healthcare audit --json     for programs"
        })
public final class AuditCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Mixin
    private Platform platform;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(names = "--by-file", description = "the fates by file, too")
    private boolean byFile;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        try (TopicReader reader = new TopicReader(platform.kafkaClient());
                Admin admin = Admin.create(platform.kafkaClient())) {
            CleanEnds ends = new CleanEnds(reader, admin, platform.sinkGroup(), platform.processed());
            AuditReport report = new Audit(
                            reader,
                            platform.sql(),
                            platform.processed(),
                            "validator-stream",
                            new CatchUp(ends, PATIENCE))
                    .run();
            if (json) {
                System.out.println(AuditText.json(report, byFile));
            } else {
                if (byFile) {
                    AuditText.files(report).forEach(System.out::println);
                }
                AuditText.lines(report).forEach(System.out::println);
            }
            return report.balanced() ? 0 : 1;
        }
    }
}

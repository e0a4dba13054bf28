package dev.healthdata.producer.cli;

import dev.healthdata.records.ledger.HaltLimit;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Option;

/** How rows are judged while they are sent, and when that ends a file. */
final class JudgeOptions {
    @Option(
            names = HaltLimit.SHARE_OPTION,
            paramLabel = "PERCENT",
            description =
                    "Hold the rest of a file back once more of its rows than this are rejected, or 'off'. Default: "
                            + HaltLimit.DEFAULT_PERCENT + ".")
    private String haltShare;

    @Option(
            names = HaltLimit.AFTER_OPTION,
            paramLabel = "ROWS",
            description = "Not before so many rows of the file. Default: " + HaltLimit.DEFAULT_AFTER + ".")
    private String haltAfter;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description =
                    "Properties that change the severity of rules, the same as the validator's: rules.<id>=reject,"
                            + " warn or off. docs/rules.md lists the rules.")
    private Path rules;

    /** What is wrong is added to the problems. */
    HaltLimit halt(List<String> problems) {
        return HaltLimit.of(haltShare, haltAfter, problems);
    }

    /** What is wrong is added to the problems. */
    RowRules rules(List<String> problems) {
        return new RowRules(Clock.system(ZoneId.systemDefault()), Severities.ofFile("--rules", rules, problems));
    }
}

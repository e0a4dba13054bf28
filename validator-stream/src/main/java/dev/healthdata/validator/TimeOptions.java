package dev.healthdata.validator;

import dev.healthdata.validator.ledger.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;
import picocli.CommandLine.Option;

/** How long rows wait, and how often what became of them is committed. */
final class TimeOptions {
    /** A hundred years. Times are reckoned in milliseconds, and more of them would be before the beginning of time. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final String TRANSACTION_TIMEOUT = "producer.transaction.timeout.ms";

    /** Kafka Streams' own, where nobody names one. */
    private static final Duration TRANSACTION = Duration.ofSeconds(10);

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            defaultValue = "${env:VALIDATOR_GRACE:-30s}",
            converter = DurationConverter.class,
            description = "How long a row waits for the rows that it refers to before it is reported as a dead letter; "
                    + "it still becomes clean when they come later. 30s, 10m or ISO 8601. Default: $VALIDATOR_GRACE,"
                    + " else 30s.")
    private Duration grace;

    @Option(
            names = "--retention",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "How long a row waits for the rows that it refers to at all: one that came longer ago is given up. "
                            + "Its dead letter stays, and closes when the row is sent again or by hand, no longer by itself. "
                            + "At least --grace; P30D for 30 days. Default: for ever.")
    private Duration retention;

    @Option(
            names = "--commit-interval",
            paramLabel = "DURATION",
            defaultValue = "PT1S",
            converter = DurationConverter.class,
            description = "How often transactions are committed while many rows come; few rows, and rows that wait for "
                    + "others, are committed after a tenth of it. Each commit costs the brokers a record in every "
                    + "partition that it touched. Default: ${DEFAULT-VALUE}.")
    private Duration commitInterval;

    Duration grace() {
        return grace;
    }

    Retention retention() {
        return new Retention(Optional.ofNullable(retention));
    }

    Duration commitInterval() {
        return commitInterval;
    }

    /**
     * What is wrong is added to the problems.
     *
     * @param client Kafka properties of --config
     * @param transactions whether there are any
     */
    void check(Map<String, Object> client, boolean transactions, List<String> problems) {
        if (grace.isNegative()) {
            problems.add("--grace: must not be negative");
        }
        checkLongest("--grace", grace, problems);
        if (retention != null) {
            checkLongest("--retention", retention, problems);
            if (retention.compareTo(grace) < 0) {
                problems.add("--retention: must be at least --grace");
            }
        }
        if (commitInterval.isNegative() || commitInterval.isZero()) {
            problems.add("--commit-interval: must be positive");
        }
        checkLongest("--commit-interval", commitInterval, problems);
        Duration transaction = transaction(client);
        if (transactions && commitInterval.compareTo(transaction) > 0) {
            problems.add("--commit-interval: must be at most " + transaction.toMillis()
                    + " ms, since brokers end a transaction that is open for longer; " + TRANSACTION_TIMEOUT
                    + " in --config changes that");
        }
    }

    private static void checkLongest(String option, Duration given, List<String> problems) {
        if (given.compareTo(LONGEST) > 0) {
            problems.add(option + ": must be at most P36500D, a hundred years");
        }
    }

    private static Duration transaction(Map<String, Object> client) {
        try {
            Object given =
                    client.getOrDefault(TRANSACTION_TIMEOUT, client.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG));
            return Duration.ofMillis(Integer.parseInt(String.valueOf(given)));
        } catch (NumberFormatException e) {
            return TRANSACTION; // there is none, or Kafka Streams says what is wrong with it
        }
    }
}

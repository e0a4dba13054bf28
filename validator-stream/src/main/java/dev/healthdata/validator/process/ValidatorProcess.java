package dev.healthdata.validator.process;

import dev.healthdata.observability.Observability;
import dev.healthdata.records.process.Parent;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.validator.reference.Grace;
import dev.healthdata.validator.topology.ValidatorTopology;
import dev.healthdata.validator.transaction.TransactionWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of the validator, from its start to its end. */
public final class ValidatorProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ValidatorProcess.class);

    private final Settings settings;
    private final Parent parent;
    private final Observability observability;

    /** @param observability told its metrics, and how it is once it has started */
    public ValidatorProcess(Settings settings, Parent parent, Observability observability) {
        this.settings = settings;
        this.parent = parent;
        this.observability = observability;
    }

    /**
     * Works until it is told to leave by SIGTERM or by its parent.
     *
     * @throws ConfigurationException if it cannot start like this
     * @throws KafkaFailure if Kafka does not answer at the start
     * @throws ValidatorFailure if it cannot go on
     */
    public void run() {
        Grace grace = new Grace(settings.grace());
        // First of all: with Kafka away, the checks at the start wait for longer than a parent that is gone should.
        parent.follow(
                () -> {
                    LOG.info("end of input: rows wait no longer for rows that they refer to");
                    grace.end();
                },
                () -> System.exit(0));
        try (InstanceDirectory directory = InstanceDirectory.at(settings.stateDir())) {
            directory.unpackRocksDb();
            work(grace, StreamsProperties.of(settings, directory.id()));
        }
    }

    private void work(Grace grace, Properties properties) {
        StreamsConfig config = check(properties);
        int partitions = TopicChecks.partitions(settings);
        RowRules rules = new RowRules(Clock.system(ZoneId.systemDefault()), settings.severities());
        LOG.info(
                "starting: applicationId={} partitions={} threads={} grace={} retention={}",
                settings.applicationId(),
                partitions,
                settings.threads(),
                settings.grace(),
                settings.retention().period().map(Duration::toString).orElse("unlimited"));
        Supplier<StreamsRun> life = () -> new StreamsRun(
                ValidatorTopology.build(config, partitions, rules, grace, settings.retention()),
                properties,
                settings,
                parent,
                observability);
        TransactionWatch transactions = TransactionWatch.start(settings.applicationId(), settings.client());
        try (transactions) {
            if (settings.exactlyOnce()) { // else books may be ahead of offsets
                OffsetChecks.check(settings, partitions);
            }
            live(life);
        }
    }

    private void live(Supplier<StreamsRun> life) {
        try {
            life.get().untilItLeaves();
        } catch (DamagedStateException e) {
            LOG.warn("the stores in {} could not be opened: making them anew from Kafka", settings.stateDir(), e);
            again(life.get());
        }
    }

    private static void again(StreamsRun life) {
        try {
            life.untilItLeaves();
        } catch (DamagedStateException e) {
            throw new ValidatorFailure(e);
        }
    }

    /** What contradicts itself or the options is found here at the latest; the text names the key. */
    private static StreamsConfig check(Properties properties) {
        try {
            return new StreamsConfig(properties);
        } catch (ConfigException | IllegalArgumentException e) {
            throw new ConfigurationException(List.of("--config: " + e.getMessage()));
        }
    }
}

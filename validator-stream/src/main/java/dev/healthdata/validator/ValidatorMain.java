package dev.healthdata.validator;

import dev.healthdata.observability.HealthAddressException;
import dev.healthdata.observability.HealthOptions;
import dev.healthdata.observability.Observability;
import dev.healthdata.records.process.KafkaAddress;
import dev.healthdata.records.process.Parent;
import dev.healthdata.records.process.PropertiesFile;
import dev.healthdata.records.process.WrongProperty;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.validator.process.ConfigurationException;
import dev.healthdata.validator.process.KafkaFailure;
import dev.healthdata.validator.process.Settings;
import dev.healthdata.validator.process.ValidatorFailure;
import dev.healthdata.validator.process.ValidatorProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that runs the validator. */
@Command(
        name = "validator-stream",
        mixinStandardHelpOptions = true,
        version = "validator-stream 0.1.0",
        sortOptions = false,
        description = {
            "Reads raw rows, applies the rules of their table, and lets each wait for the rows that it refers to.",
            "What passes goes to the table's clean topic, everything else to its dead letters with the reasons."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended in order",
            "1:cannot go on; start it again and it goes on where it stopped",
            "2:wrong usage or configuration"
        },
        footerHeading = "%nExample:%n",
        footer = "  validator-stream --bootstrap-server localhost:9092 --state-dir /var/lib/validator --grace 2m")
public final class ValidatorMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ValidatorMain.class);

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Kafka brokers, comma-separated. Default: bootstrap.servers of --config, else"
                    + " $KAFKA_BOOTSTRAP_SERVERS.")
    private String bootstrapServers;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties of Kafka clients and Kafka Streams: security.protocol, sasl.jaas.config, ...")
    private Path config;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = "state/validator",
            description = "Where the stores lie. They hold patient data. Lost ones are made anew from Kafka. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Path stateDir;

    @Mixin
    private TimeOptions times;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Properties that change the severity of rules: rules.<id>=reject, warn or off. "
                    + "docs/rules.md lists the rules.")
    private Path rules;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads that share the partitions. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--at-least-once",
            hidden = true,
            description =
                    "For the benchmark, to show what exactly-once costs. Rows may be counted twice after a failure.")
    private boolean atLeastOnce;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = "validator-stream",
            description =
                    "The consumer group; internal topics begin with it. Instances with the same id share the work. "
                            + "Default: ${DEFAULT-VALUE}.")
    private String applicationId;

    @Mixin
    private HealthOptions health;

    public static void main(String[] args) {
        // The one locale whose digits need no look-up: Kafka Streams formats a log text for each record while it waits
        // for none.
        Locale.setDefault(Locale.Category.FORMAT, Locale.US);
        System.exit(new CommandLine(new ValidatorMain()).execute(args));
    }

    @Override
    public Integer call() {
        try (Observability observability = health.start()) {
            new ValidatorProcess(settings(), Parent.ofThisProcess(), observability).run();
            return ExitCode.OK;
        } catch (HealthAddressException e) {
            LOG.error("cannot start: {}", e.getMessage());
            return ExitCode.USAGE;
        } catch (ConfigurationException e) {
            LOG.error("cannot start:{}{}", System.lineSeparator(), e.getMessage());
            return ExitCode.USAGE;
        } catch (KafkaFailure | KafkaException e) {
            Optional<String> wrong = WrongProperty.in(e);
            if (wrong.isPresent()) {
                LOG.error("cannot start:{}{}", System.lineSeparator(), wrong.get());
                return ExitCode.USAGE;
            }
            LOG.error("cannot start: check that the brokers run and that --bootstrap-server and --config fit them", e);
            return ExitCode.SOFTWARE;
        } catch (ValidatorFailure e) {
            LOG.error("ended: start it again and it goes on where it stopped", e);
            return ExitCode.SOFTWARE;
        }
    }

    private Settings settings() {
        List<String> problems = new ArrayList<>();
        Map<String, Object> client = new HashMap<>();
        if (config != null) {
            client.putAll(PropertiesFile.read(
                    config,
                    e -> problems.add("--config: cannot read " + config + " ("
                            + e.getClass().getSimpleName() + ")")));
        }
        Severities severities = Severities.ofFile("--rules", rules, problems);
        KafkaAddress.of(bootstrapServers, client)
                .ifPresentOrElse(
                        servers -> client.put("bootstrap.servers", servers),
                        () -> problems.add("--bootstrap-server: is missing, and so is $KAFKA_BOOTSTRAP_SERVERS"));
        if (threads < 1) {
            problems.add("--threads: must be at least 1");
        }
        times.check(client, !atLeastOnce, problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Settings(
                applicationId,
                client,
                stateDir,
                threads,
                times.grace(),
                times.retention(),
                times.commitInterval(),
                severities,
                !atLeastOnce);
    }
}

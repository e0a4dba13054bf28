package dev.healthdata.platform.topics;

import dev.healthdata.infrastructure.topic.TopicSetup;
import dev.healthdata.platform.cli.Platform;
import dev.healthdata.records.topic.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code healthcare topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description =
                "Creates the topics that are missing and leaves the others alone; 'up' does so too. Replication is"
                        + " the brokers' default.",
        footer = {"", "Example:", "  ./healthcare topics --bootstrap-server kafka:9092 --partitions 12"})
public final class TopicsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private Platform platform;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "" + Topics.DEFAULT_PARTITIONS,
            description = "of each topic that is created; cannot be changed later (default: ${DEFAULT-VALUE})")
    private int partitions;

    @Override
    public Integer call() {
        if (partitions < 1) {
            throw new ParameterException(command.commandLine(), "--partitions: must be at least 1");
        }
        List<String> created = TopicSetup.createMissing(platform.kafkaClient(), partitions);
        created.forEach(topic -> System.out.println("created " + topic));
        if (created.isEmpty()) {
            System.out.println("all topics are there");
        }
        return 0;
    }
}

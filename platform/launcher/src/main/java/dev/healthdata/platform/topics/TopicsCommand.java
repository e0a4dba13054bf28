package dev.healthdata.platform.topics;

import dev.healthdata.infrastructure.topic.TopicSetup;
import dev.healthdata.platform.cli.Platform;
import dev.healthdata.records.topic.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
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
        footer = {
            "",
            "Examples:",
            "  ./healthcare topics --bootstrap-server kafka:9092 --partitions 12",
            "  ./healthcare topics --config client.properties      in a Kafka with TLS or passwords"
        })
public final class TopicsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private Platform platform;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "of each topic that is created; cannot be changed later (default: "
                    + Topics.DEFAULT_PARTITIONS + ")")
    private Integer partitions;

    @Override
    public Integer call() {
        if (partitions != null && partitions < 1) {
            throw new ParameterException(command.commandLine(), "--partitions: must be at least 1");
        }
        PrintWriter out = command.commandLine().getOut();
        Map<String, Object> client = platform.kafkaClient();
        List<String> created =
                TopicSetup.createMissing(client, partitions == null ? Topics.DEFAULT_PARTITIONS : partitions);
        created.forEach(topic -> out.println("created " + topic));
        if (created.isEmpty()) {
            out.println("all topics are there");
        }
        if (partitions != null) {
            TopicSetup.othersThan(client, partitions)
                    .forEach((topic, found) -> out.println(topic + " has " + found + " partitions and keeps them"));
        }
        out.flush();
        return 0;
    }
}

package dev.healthdata.validator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.testing.Home;
import dev.healthdata.validator.ledger.Retention;
import dev.healthdata.validator.reference.Grace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/**
 * What a new version calls its stores and internal topics by decides whether it finds those of the version before. A changed
 * name is an empty store, and with it lost tallies, rows that wait and questions that nobody answers.
 */
class TopologyDescriptionTest {
    private static final String UPDATE = "update";
    private static final int SEVERAL = 4;
    private static final Pattern LIST = Pattern.compile("(.*(?:stores: \\[| --> | <-- ))([^\\]]+)(.*)");

    @Test
    void isTheOneThatIsWrittenDown() throws IOException {
        Path file = Home.path().resolve("docs").resolve("topology.txt");
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(file, description(SEVERAL));
        }

        assertThat(description(SEVERAL))
                .as(
                        "the topology is not the one in docs/topology.txt. If names of stores or internal topics changed, "
                                + "running instances lose what they hold: is that meant? Then write it anew with -D%s=true",
                        UPDATE)
                .isEqualTo(Files.readString(file));
    }

    /** It can be told by the stores whether a version finds what the one before had written. */
    @Test
    void hasTheSameStoresAndNoTopicsBetweenTasksWithOnePartition() {
        assertThat(stores(description(1))).isNotEmpty().isEqualTo(stores(description(SEVERAL)));
        assertThat(description(SEVERAL)).contains("-repartition");
        assertThat(description(1)).doesNotContain("-repartition");
    }

    private static Set<String> stores(String description) {
        return description
                .lines()
                .map(LIST::matcher)
                .filter(Matcher::matches)
                .filter(list -> list.group(1).contains("stores: ["))
                .flatMap(list -> Stream.of(list.group(2).split(", ")))
                .collect(Collectors.toSet());
    }

    private static String description(int partitions) {
        StreamsConfig config = new StreamsConfig(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "validator-stream",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092",
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true));
        String text = ValidatorTopology.build(
                        config,
                        partitions,
                        new RowRules(Clock.systemUTC(), Severities.defaults()),
                        new Grace(Duration.ofSeconds(30)),
                        Retention.UNLIMITED)
                .describe()
                .toString();
        return text.lines().map(TopologyDescriptionTest::inOrder).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Kafka Streams lists stores and neighbours in the order of its hash tables, which promises nothing. */
    private static String inOrder(String line) {
        Matcher list = LIST.matcher(line.stripTrailing());
        return list.matches()
                ? Stream.of(list.group(2).split(", "))
                        .sorted()
                        .collect(Collectors.joining(", ", list.group(1), list.group(3)))
                : line.stripTrailing();
    }
}

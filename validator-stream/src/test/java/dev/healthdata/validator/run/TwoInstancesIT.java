package dev.healthdata.validator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.testing.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoInstancesIT {
    private static final String GROUP = "validator-stream";
    private static final int PARTITIONS = 4;

    @TempDir
    private Path directory;

    @Test
    void shareTheWorkAndSurviveTheLossOfOne() {
        ValidatorRun.reset(PARTITIONS);
        Feed feed = new Feed(11, 2_000, 200, 6_000, 4_000);
        List<Row> rows = feed.mixed();
        int few = rows.size() / 10;
        try (ValidatorRun survivor = new ValidatorRun(directory.resolve("survivor"));
                ValidatorRun lost = new ValidatorRun(directory.resolve("lost"))) {
            // A row takes several commits, so that after the first of them there is work in the hands of both.
            survivor.start("--commit-interval", "4s");
            lost.start("--commit-interval", "4s");
            RawTopics.send(rows.subList(0, few));
            awaitInstancesAtWork(2);
            Fates.awaitQuiet(few);

            RawTopics.send(rows.subList(few, rows.size()));
            Fates.awaitMoreThan(few);
            lost.kill();
            Fates.awaitQuiet(rows.size());
            survivor.endOfInput();
            Fates.awaitAllReported();

            Fates.assertOneFate(feed.outcome(), rows.size());
            awaitInstancesAtWork(1);
        }
    }

    private static void awaitInstancesAtWork(int count) {
        try (Admin admin = Admin.create(TestKafka.shared().client())) {
            // Before its first member comes, there is no group.
            Awaitility.await().atMost(Duration.ofMinutes(4)).ignoreExceptions().untilAsserted(() -> assertThat(
                            instancesAtWork(admin))
                    .hasSize(count));
        }
    }

    /** Each thread is a member of the group, under the name of its instance and a number. */
    private static Set<String> instancesAtWork(Admin admin) throws Exception {
        return admin
                .describeConsumerGroups(List.of(GROUP))
                .describedGroups()
                .get(GROUP)
                .get(10, TimeUnit.SECONDS)
                .members()
                .stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .map(MemberDescription::groupInstanceId)
                .map(id -> id.orElseThrow().replaceAll("-\\d+$", ""))
                .collect(Collectors.toSet());
    }
}

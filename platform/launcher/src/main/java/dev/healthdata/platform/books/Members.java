package dev.healthdata.platform.books;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** How many consumers each group has: none means that the part is down. */
public final class Members {
    private Members() {}

    /**
     * By the group's name; 0 also for a group that there never was.
     *
     * @throws KafkaException if Kafka does not tell
     */
    public static Map<String, Integer> of(Admin admin, List<String> groups) throws InterruptedException {
        var described = admin.describeConsumerGroups(groups).describedGroups();
        return groups.stream().collect(Collectors.toMap(group -> group, group -> {
            try {
                return described.get(group).get().members().size();
            } catch (ExecutionException e) {
                GroupAnswer.requireThatThereIsNoGroup(e);
                return 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }));
    }
}

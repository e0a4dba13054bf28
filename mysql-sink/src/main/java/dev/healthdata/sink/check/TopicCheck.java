package dev.healthdata.sink.check;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.sink.check.Problems.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Looks for Kafka and for the topics that are read and written. */
public final class TopicCheck {
    static final String KEY = "bootstrap-server";

    private TopicCheck() {}

    /** Adds every topic that is missing to the problems. */
    public static void run(Map<String, Object> client, List<Problem> problems) {
        try (Admin admin = Admin.create(client)) {
            Set<String> present = admin.listTopics().names().get();
            Tables.all().stream()
                    .flatMap(table -> Stream.of(table.cleanTopic(), table.deadLetterTopic()))
                    .filter(topic -> !present.contains(topic))
                    .forEach(topic -> problems.add(new Problem("topic " + topic, "does not exist: create it first.")));
        } catch (ExecutionException e) {
            problems.add(
                    new Problem(KEY, "Kafka does not answer: " + e.getCause().getMessage()));
        } catch (KafkaException e) {
            problems.add(KafkaProblem.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        }
    }
}

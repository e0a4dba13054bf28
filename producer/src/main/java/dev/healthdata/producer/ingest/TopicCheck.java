package dev.healthdata.producer.ingest;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.records.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Looks once, before anything is sent, whether Kafka answers and has the topics. */
public final class TopicCheck {
    private TopicCheck() {}

    /**
     * Names what is missing.
     *
     * @throws KafkaException if Kafka does not answer in time, or refuses
     */
    public static List<String> missing(Map<String, Object> client, Duration timeout) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        try (Admin admin = Admin.create(settings)) {
            Set<String> present = admin.listTopics().names().get();
            return Stream.concat(Tables.all().stream().map(Table::rawTopic), Stream.of(Topics.INGEST_PROGRESS))
                    .filter(topic -> !present.contains(topic))
                    .toList();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not answer", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}

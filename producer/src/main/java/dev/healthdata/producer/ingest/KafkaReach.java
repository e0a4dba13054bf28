package dev.healthdata.producer.ingest;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Whether Kafka answers, also when there is nothing to send. Does not connect before it is asked. */
public final class KafkaReach implements AutoCloseable {
    private static final int PATIENCE_S = 5;

    private final Map<String, Object> client;
    private Admin admin;

    public KafkaReach(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    /** Within some seconds. */
    public synchronized boolean answers() {
        try {
            if (admin == null) {
                admin = Admin.create(client);
            }
            admin.describeCluster().clusterId().get(PATIENCE_S, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}

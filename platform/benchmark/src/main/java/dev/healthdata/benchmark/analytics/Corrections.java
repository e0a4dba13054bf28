package dev.healthdata.benchmark.analytics;

import dev.healthdata.benchmark.setup.CleanSender;
import dev.healthdata.benchmark.setup.Rows;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Clean records of visits that are there already and now are of another patient, to another doctor and for another reason:
 * the most that one row can change in the aggregates.
 */
final class Corrections implements AutoCloseable {
    private static final List<String> REASONS = List.of("Fever", "Injury", "Follow-up", "Chest pain", "Check-up");
    private static final Table VISITS = Tables.named("visits");

    private final CleanSender sender;
    private final Rows rows;
    private final Random random = new Random(1);

    /** @param rows those that are there, sent by nobody but {@link dev.healthdata.benchmark.setup.CleanBroker} */
    Corrections(String bootstrapServers, Rows rows) {
        this.sender = new CleanSender(bootstrapServers, rows.count());
        this.rows = rows;
    }

    /** Sends one; it shows when it is committed. */
    Future<RecordMetadata> send() {
        return sender.send(VISITS, new String[] {
            Rows.visit(random.nextInt(rows.count("visits"))),
            Rows.patient(random.nextInt(rows.count("patients"))),
            Rows.doctor(random.nextInt(rows.count("doctors"))),
            "2024-05-17",
            REASONS.get(random.nextInt(REASONS.size())),
            "Outpatient"
        });
    }

    void commit() {
        sender.commit();
    }

    @Override
    public void close() {
        sender.close();
    }
}

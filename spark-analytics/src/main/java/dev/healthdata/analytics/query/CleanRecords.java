package dev.healthdata.analytics.query;

import dev.healthdata.analytics.event.Arrival;
import dev.healthdata.analytics.event.Facts;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.json.CountedRow;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records of the clean topics, as far as the aggregates need them. */
final class CleanRecords {
    private static final Logger LOG = LoggerFactory.getLogger(CleanRecords.class);
    private static final Uncounted UNCOUNTED = new Uncounted(System::nanoTime);
    private static final Map<String, Source> BY_TOPIC = Map.of(
            topic("patients"), source("patients", row -> new Facts.OfPatient(row.text("city"))),
            topic("doctors"),
                    source(
                            "doctors",
                            row -> new Facts.OfDoctor(
                                    row.text("name"), row.text("specialization"), row.text("hospital"))),
            topic("visits"),
                    source(
                            "visits",
                            row -> new Facts.OfVisit(
                                    row.text("patient_id"), row.text("doctor_id"), row.text("reason"))),
            topic("lab_reports"),
                    source("lab_reports", row -> new Facts.OfLabReport(row.text("test_type"), row.text("result"))));

    private CleanRecords() {}

    private record Source(Table table, Function<Row, Facts> facts) {}

    private record Row(Fields fields) {
        String text(String column) {
            return fields.get(fields.table().indexOf(column).orElseThrow());
        }
    }

    static List<String> topics() {
        return BY_TOPIC.keySet().stream().sorted().toList();
    }

    /**
     * Reads a record.
     *
     * @param value null where the row is deleted
     * @return empty if it is no row, which is told to the log: where it is, and nothing of what it holds
     */
    static Optional<Arrival> read(String topic, int partition, long offset, String id, byte[] value) {
        Source source = BY_TOPIC.get(topic);
        try {
            CountedRow.requireKey(id);
            if (value == null) {
                return Optional.of(new Arrival(topic, id, offset, 0, null));
            }
            CleanJson.Clean clean = CountedRow.read(source.table(), id, value);
            return Optional.of(new Arrival(
                    topic, id, offset, clean.version(), source.facts().apply(new Row(clean.fields()))));
        } catch (IllegalArgumentException e) {
            UNCOUNTED
                    .tell(new Uncounted.Place(topic, partition, offset), e.getMessage())
                    .ifPresent(LOG::warn);
            return Optional.empty();
        }
    }

    private static String topic(String table) {
        return Tables.named(table).cleanTopic();
    }

    private static Source source(String table, Function<Row, Facts> facts) {
        return new Source(Tables.named(table), facts);
    }
}

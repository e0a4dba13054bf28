package dev.healthdata.validator.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.table.Table;
import dev.healthdata.validator.judge.Judge;
import dev.healthdata.validator.judge.PairRules;
import dev.healthdata.validator.judge.RecordLimits;
import dev.healthdata.validator.ledger.AnswersProcessor;
import dev.healthdata.validator.ledger.IntakeProcessor;
import dev.healthdata.validator.ledger.Retention;
import dev.healthdata.validator.message.Days;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.message.Message.Answers;
import dev.healthdata.validator.message.Message.Known;
import dev.healthdata.validator.message.Message.Questions;
import dev.healthdata.validator.message.Partitions;
import dev.healthdata.validator.reference.Grace;
import dev.healthdata.validator.reference.ReferencesProcessor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Visits, patients and doctors in three tasks, each of which may end between any two things that it does, and begin again with
 * what it has stored. Messages between them are on their way until they are delivered.
 */
final class TasksOfVisits implements AutoCloseable {
    private static final byte[] NO_KEY = {};

    private final Table visits = Tables.named("visits");
    private final RecordLimits limits = new RecordLimits(new Partitions(1));
    private final RowRules rules = new RowRules(Clock.fixed(Bench.START, ZoneOffset.UTC), Severities.defaults());
    private final PairRules pairRules = new PairRules(visits, Severities.defaults());
    private final Grace grace = new Grace(Bench.GRACE);
    private final Deque<Message> underWay = new ArrayDeque<>();
    private final List<Record<byte[], Message.Row>> said = new ArrayList<>();
    private final Life ofVisits;
    private final Life ofPatients;
    private final Life ofDoctors;
    private IntakeProcessor intake;
    private AnswersProcessor answered;
    private ReferencesProcessor patients;
    private ReferencesProcessor doctors;

    TasksOfVisits(Path directory) {
        ofVisits = new Life(visits, directory);
        ofPatients = new Life(Tables.named("patients"), directory);
        ofDoctors = new Life(Tables.named("doctors"), directory);
        startVisits();
        startPatients();
        startDoctors();
    }

    void startVisits() {
        ofVisits.begin();
        intake = new IntakeProcessor(
                visits, new Judge(visits, rules, limits), pairRules, limits, false, Duration.ofMillis(100));
        answered = new AnswersProcessor(visits, pairRules, Retention.UNLIMITED);
        intake.init(ofVisits.context());
        answered.init(ofVisits.context());
    }

    void startPatients() {
        ofPatients.begin();
        patients = new ReferencesProcessor(Tables.named("patients"), limits.partitions(), grace, Retention.UNLIMITED);
        patients.init(ofPatients.context());
    }

    void startDoctors() {
        ofDoctors.begin();
        doctors = new ReferencesProcessor(Tables.named("doctors"), limits.partitions(), grace, Retention.UNLIMITED);
        doctors.init(ofDoctors.context());
    }

    void visit(String id, String patient, String doctor, String date, String reason) {
        byte[] value = RawJson.encode(visits.columnNames(), Arrays.asList(id, patient, doctor, date, reason, ""));
        ofVisits.context().setRecordMetadata(visits.rawTopic(), 0, ofVisits.nextOffset());
        intake.process(new Record<>(id.getBytes(UTF_8), value, ofVisits.now(), new RecordHeaders()));
        take(ofVisits);
    }

    void parent(String table, String id) {
        Known known = new Known(List.of(new Known.Row(id, 1, Days.NONE)));
        boolean isPatient = table.equals("patients");
        (isPatient ? patients : doctors).process(new Record<>(NO_KEY, known, ofVisits.now()));
        take(isPatient ? ofPatients : ofDoctors);
    }

    /** The oldest message that is on its way arrives. */
    void deliver() {
        Message next = underWay.poll();
        if (next instanceof Answers answers) {
            answered.process(new Record<>(NO_KEY, answers, ofVisits.now()));
            take(ofVisits);
        } else if (next instanceof Questions questions) {
            boolean toPatients = questions.table().equals("patients");
            (toPatients ? patients : doctors).process(new Record<>(NO_KEY, questions, ofVisits.now()));
            take(toPatients ? ofPatients : ofDoctors);
        }
    }

    /** So much time passes; what is due then is done once. */
    void pass(Duration duration) {
        for (Life life : List.of(ofVisits, ofPatients, ofDoctors)) {
            life.pass(duration);
            take(life);
        }
    }

    /** All that is under way arrives, and what follows from it. */
    void settle() {
        for (int i = 0; i < 8; i++) {
            pass(Duration.ofMillis(100));
            while (!underWay.isEmpty()) {
                deliver();
            }
        }
    }

    /** Clean records and dead letters, in their order. */
    List<Record<byte[], Message.Row>> said() {
        return said;
    }

    Tally total() {
        return Stream.of(ofVisits, ofPatients, ofDoctors).map(Life::tally).reduce(Tally.NONE, Tally::plus);
    }

    @Override
    public void close() {
        List.of(ofVisits, ofPatients, ofDoctors).forEach(Life::close);
    }

    private void take(Life life) {
        for (Record<byte[], Message> record : life.forwarded()) {
            if (record.value() instanceof Message.Row row) {
                said.add(record.withValue(row));
            } else if (record.value() instanceof Message.Batch batch) {
                underWay.add(batch);
            }
        }
    }
}

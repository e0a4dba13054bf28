package dev.healthdata.validator.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.ledger.Tally;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The validator's own faults: a row is never the price of one. */
class FaultTest {
    @TempDir
    private Path stateDir;

    @Test
    void aRuleThatFailsCostsItsRowADeadLetterAndTheNextRowNothing() {
        try (Bench bench = new Bench(stateDir, new RowRules(new BrokenClock(), Severities.defaults()))) {
            bench.row("patients", "P1", "Zoë", "F", "1990-01-02", "A+", "Bonn");
            bench.row("doctors", "D1", "Ada", "Cardiology", "North");

            TestRecord<byte[], byte[]> record =
                    bench.records("dead-letter-patients").get(0);
            assertThat(DeadLetter.from(record.headers()).orElseThrow().rules()).isEqualTo("patients.row.bug");
            assertThat(Provenance.from(record.headers())).contains(new Provenance("file.csv", "5ha", 1, 2));
            assertThat(new String(record.value(), UTF_8)).contains("1990-01-02");
            assertThat(record.headers())
                    .extracting(Header::value)
                    .allSatisfy(value -> assertThat(new String(value, UTF_8)).doesNotContain("CANARY"));
            assertThat(bench.tally("patients")).satisfies(tally -> {
                assertThat(tally.rows()).isOne();
                assertThat(tally.rejected()).isOne();
                assertThat(tally.openDeadLetters()).isOne();
            });
            assertThat(bench.cleanIds("doctors")).containsExactly("D1");
        }
    }

    @Test
    void theDeadLetterOfAFaultClosesWhenTheRowIsSentAgainOnceItIsRepaired() {
        BrokenClock clock = new BrokenClock();
        try (Bench bench = new Bench(stateDir, new RowRules(clock, Severities.defaults()))) {
            bench.row("patients", "P1", "Zoë", "F", "1990-01-02", "A+", "Bonn");
            clock.repaired = true;
            bench.row("patients", "P1", "Zoë", "F", "1990-01-02", "A+", "Bonn");

            assertThat(bench.deadLetters("patients")).containsExactly("P1 DECODE patients.row.bug", "P1 closed");
            assertThat(bench.cleanIds("patients")).containsExactly("P1");
        }
    }

    @Test
    void aBatchThatNobodyCanReadStopsItsTaskInsteadOfBeingSkipped() {
        try (Bench bench = new Bench(stateDir, Bench.Neighbours.ASKED)) {
            assertThatThrownBy(() -> bench.driver()
                            .createInputTopic(
                                    "validator-stream-visits-answers-repartition",
                                    new ByteArraySerializer(),
                                    new ByteArraySerializer())
                            .pipeInput(new byte[0], "CANARY".getBytes(UTF_8)))
                    .isInstanceOf(StreamsException.class)
                    .hasStackTraceContaining("of the unknown format")
                    .satisfies(failure -> assertThat(failure).hasMessageNotContaining("CANARY"));
        }
    }

    @Test
    void aFailureInTheMiddleOfTheBooksStopsTheTaskWithoutTheTextOfTheFailure() {
        try (Bench bench = new Bench(stateDir)) {
            bench.driver().<String, byte[]>getKeyValueStore("doctors-tally").put(Tally.KEY, "CANARY".getBytes(UTF_8));

            assertThatThrownBy(() -> bench.row("doctors", "D1", "Ada", "Cardiology", "North"))
                    .isInstanceOf(StreamsException.class)
                    .hasStackTraceContaining("java.lang.IllegalArgumentException")
                    .hasStackTraceContaining("topic=raw-doctors, partition=0, offset=0")
                    .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("of another format"));
            bench.driver().<String, byte[]>getKeyValueStore("doctors-tally").put(Tally.KEY, Tally.NONE.encode());
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Asked for today by a rule, it fails as code does that quotes what it was given. */
    private static final class BrokenClock extends Clock {
        private boolean repaired;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (repaired) {
                return Bench.START;
            }
            throw new IllegalStateException("cannot handle CANARY");
        }
    }
}

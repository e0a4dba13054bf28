package dev.healthdata.platform.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CloseCommandIT {
    private static final Table PATIENTS = Tables.named("patients");
    private static final Table VISITS = Tables.named("visits");

    private final TestKafka kafka = TestKafka.shared();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void reset() {
        kafka.reset(1);
    }

    @Test
    void aKeyOfTwoTablesIsToldAndNothingIsClosed() throws Exception {
        TestLetters.open(kafka, PATIENTS, "TOTAL", Stage.CSV);
        TestLetters.open(kafka, VISITS, "TOTAL", Stage.CSV);
        TestLetters.open(kafka, VISITS, "V1", Stage.CSV);

        int code = new CommandLine(new CloseCommand())
                .setErr(new PrintWriter(err, true))
                .execute("--bootstrap-server=" + kafka.bootstrapServers(), "V1", "TOTAL", "--reason=a line of totals");

        assertThat(err.toString()).contains("TOTAL is in patients and visits: name one with --table");
        assertThat(code).isEqualTo(2);
        try (TopicReader reader = new TopicReader(kafka.client())) {
            assertThat(reader.ends(reader.partitions(List.of(PATIENTS.rawTopic(), VISITS.rawTopic())))
                            .values())
                    .as("where raw topics end")
                    .containsOnly(0L);
        }
    }
}

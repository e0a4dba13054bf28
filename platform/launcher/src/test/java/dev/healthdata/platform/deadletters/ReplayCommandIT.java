package dev.healthdata.platform.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReplayCommandIT {
    private static final Table DOCTORS = Tables.named("doctors");

    private final TestKafka kafka = TestKafka.shared();

    @Test
    void withoutWaitingItIsDoneWhenTheRowsAreSentThoughNobodyTakesThem() throws Exception {
        kafka.reset(1);
        TestLetters.open(kafka, DOCTORS, "D1", Stage.VALIDATE);
        TestLetters.open(kafka, DOCTORS, "D2", Stage.VALIDATE);

        int code = new CommandLine(new ReplayCommand())
                .execute("--bootstrap-server=" + kafka.bootstrapServers(), "--no-wait", "--rate=1000");

        assertThat(code).isZero();
        List<String> sent = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka.client())) {
            reader.read(
                    reader.beginnings(reader.partitions(List.of(DOCTORS.rawTopic()))),
                    each -> sent.add(new String(each.key(), UTF_8)));
        }
        assertThat(sent).containsExactlyInAnyOrder("D1", "D2");
    }
}

package dev.healthdata.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.sink.change.CleanReader;
import dev.healthdata.sink.change.CleanReader.Read;
import dev.healthdata.sink.change.Delete;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Table PATIENTS = Tables.named("patients");

    private final Turns turns = new Turns();
    private final List<Delete> many =
            IntStream.range(0, 250).mapToObj(TurnsTest::deletion).toList();

    @Test
    void whatWasNotRefusedIsTriedAtOnce() {
        assertThat(turns.notYet(many)).isEmpty();
    }

    @Test
    void ofManyThatWereRefusedAPartIsTriedEachTimeAndEachInItsTurn() {
        many.forEach(turns::refused);
        Set<String> tried = new HashSet<>();
        for (int round = 0; round < 3; round++) {
            List<Delete> now = due();
            assertThat(now).hasSize(Turns.AT_ONCE);
            now.forEach(each -> {
                tried.add(each.id());
                turns.refused(each);
            });
        }
        assertThat(tried).hasSameSizeAs(many);
    }

    @Test
    void whatIsDeletedAtLastTakesNobodysTurn() {
        many.forEach(turns::refused);
        turns.done(many.subList(0, 150));

        assertThat(turns.notYet(many)).isEmpty();
    }

    private List<Delete> due() {
        Set<String> notYet = turns.notYet(many);
        return many.stream().filter(each -> !notYet.contains(each.id())).toList();
    }

    private static Delete deletion(int number) {
        byte[] key = ("P" + number).getBytes(StandardCharsets.UTF_8);
        var clean = new ConsumerRecord<byte[], byte[]>(PATIENTS.cleanTopic(), 0, number, key, null);
        return (Delete) ((Read.Changes) new CleanReader().read(clean)).change();
    }
}

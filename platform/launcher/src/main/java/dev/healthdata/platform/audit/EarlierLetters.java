package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.LetterKey;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.RawRecord;
import dev.healthdata.records.rule.RowCheck;
import dev.healthdata.records.rule.Violation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Dead letters of rows that came under the id of another row. Versions before this one left them under that id, where the other
 * row closed them. What is said there is passed on under the keys by which such rows are known now, too.
 */
final class EarlierLetters {
    private static final String RULE = "." + Violation.ROW + "." + RowCheck.KEY.check();

    private final BiConsumer<LetterKey, ConsumerRecord<byte[], byte[]>> action;
    private final Map<String, Set<String>> ownKeys = new HashMap<>();

    EarlierLetters(BiConsumer<LetterKey, ConsumerRecord<byte[], byte[]>> action) {
        this.action = action;
    }

    /** Passes on what is said under a key, in the order in which it was said. */
    void hear(LetterKey key, ConsumerRecord<byte[], byte[]> said) {
        action.accept(key, said);
        if (key.refused()) {
            return;
        }
        String id = key.id();
        ownKey(said).filter(own -> !own.equals(id)).ifPresent(own -> ownKeys.computeIfAbsent(id, any -> new TreeSet<>())
                .add(own));
        Set<String> rows = said.value() == null ? ownKeys.remove(id) : ownKeys.get(id);
        if (rows != null) {
            rows.forEach(own -> action.accept(new LetterKey(own, false), said));
        }
    }

    /** Of the raw record that a closing is about. */
    static String ownKey(ConsumerRecord<byte[], byte[]> closing, long upTo) {
        return RawRecord.keyWithoutId(
                Provenance.from(closing.headers()), new RawOrigin(closing.topic(), closing.partition(), upTo));
    }

    private static Optional<String> ownKey(ConsumerRecord<byte[], byte[]> letter) {
        Header rules = letter.headers().lastHeader(DeadLetter.RULES);
        return letter.value() == null || rules == null || !new String(rules.value(), UTF_8).endsWith(RULE)
                ? Optional.empty()
                : RawOrigin.from(letter.headers())
                        .map(raw -> RawRecord.keyWithoutId(Provenance.from(letter.headers()), raw));
    }
}

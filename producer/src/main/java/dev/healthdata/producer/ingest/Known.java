package dev.healthdata.producer.ingest;

import dev.healthdata.records.ledger.IngestProgress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The books that count for a content. Who names no charset does not mean that the one that somebody named was wrong: a
 * directory that is watched may hold files that were sent by hand.
 *
 * @param key what they are, or would be, kept under
 * @param charset in which the content was sent, if it is not the one in which it is to be sent now
 * @param replaced whether the content was sent in another reading since, so that its rows say something else now
 */
record Known(String key, Optional<IngestProgress> books, Optional<String> charset, boolean replaced) {
    /** Of several those count that are done, else the latest. */
    private static final Comparator<IngestProgress> BY_WEIGHT =
            Comparator.comparing(IngestProgress::done).thenComparing(IngestProgress::updated);

    /** @param own those of the source, just asked for */
    static Known of(Source source, Optional<IngestProgress> own, ProgressTopic progress) {
        Map<String, IngestProgress> all = new HashMap<>();
        own.ifPresent(books -> all.put(source.key(), books));
        if (source.mayBeSentInAnotherCharset()) {
            all.putAll(progress.beginningWith(source.inOtherCharsets()));
        }
        String key = all.keySet().stream()
                .max(Comparator.comparing(all::get, BY_WEIGHT))
                .orElse(source.key());
        return new Known(
                key,
                Optional.ofNullable(all.get(key)),
                key.equals(source.key()) ? Optional.empty() : Source.charsetOf(key),
                all.containsKey(key) && isReplaced(source, key, all.get(key), progress));
    }

    /** In another charset the same lookups may say something else: who named that one did not mean this reading. */
    private static boolean isReplaced(Source source, String key, IngestProgress books, ProgressTopic progress) {
        String way = source.reading().way();
        return !way.isEmpty()
                && progress.beginningWith(source.inOtherWays()).entrySet().stream()
                        .filter(other -> !other.getKey().equals(key))
                        .filter(other -> Source.charsetOf(other.getKey()).equals(Source.charsetOf(key)))
                        .filter(other -> other.getValue().way().equals(way))
                        .anyMatch(other -> other.getValue().updated().isAfter(books.updated()));
    }

    boolean isSettled() {
        return isStill(those -> those.done() || those.halted());
    }

    /** Whether the rest is to follow. */
    boolean isBegun() {
        return isStill(IngestProgress::begun);
    }

    private boolean isStill(Predicate<IngestProgress> state) {
        return !replaced && books.filter(state).isPresent();
    }

    /** Where {@link #isSettled}. */
    Outcome settled() {
        IngestProgress those = books.orElseThrow();
        return those.done() ? new Outcome.AlreadyIngested(those) : Outcome.Halted.before(key, those);
    }

    /** Why it cannot be sent as it is to be, where it is not settled or is to be sent again. */
    Optional<Outcome> refusal() {
        boolean done = books.filter(IngestProgress::done).isPresent();
        String before = done ? "was sent in %s" : "was begun in %s";
        String on = done ? "to send it again" : "to go on";
        return charset.map(named -> new Outcome.Rejected(
                Outcome.Reason.USAGE,
                (before + ": replay it with --charset %s " + on + ", or with --charset UTF-8 if that was wrong")
                        .formatted(named, named)));
    }
}

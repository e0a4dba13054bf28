package dev.healthdata.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.audit.KeyBooks.Letter;
import dev.healthdata.platform.audit.KeyBooks.Raw;
import dev.healthdata.platform.audit.Story.Step;
import dev.healthdata.platform.books.Content;
import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.records.envelope.Closing;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.Replayed;
import dev.healthdata.records.envelope.Warnings;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Goes through the topics and gathers what they say of single rows. */
final class Trace {
    private final TopicReader reader;
    private final Cut cut;

    Trace(TopicReader reader, String validator) throws InterruptedException {
        this.reader = reader;
        this.cut = Cut.take(reader, validator);
    }

    /** The stories of the keys that raw records of a place in a file have. */
    List<Story> ofLine(Collection<Table> tables, String file, long line) {
        return tables.stream()
                .flatMap(table -> ofLine(table, file, line).values().stream())
                .toList();
    }

    /** The story of an id; empty if no raw record has it. */
    List<Story> ofId(Table table, String id) {
        Map<String, Story> stories = new LinkedHashMap<>();
        int partitions = partitions(table);
        read(table.rawTopic(), each -> {
            Optional<Fields> row = TopicAudit.row(table, each);
            String key = key(each, row, partitions);
            // One that came under the id of another row, or into another partition than the id's, has a key of its own.
            if (key.equals(id)
                    || TopicAudit.text(each.key()).equals(id)
                    || row.map(Fields::id).filter(id::equals).isPresent()) {
                stories.computeIfAbsent(key, name -> new Story(table, name));
            }
        });
        fill(table, stories);
        return List.copyOf(stories.values());
    }

    private Map<String, Story> ofLine(Table table, String file, long line) {
        Map<String, Story> stories = new LinkedHashMap<>();
        int partitions = partitions(table);
        read(table.rawTopic(), each -> {
            if (Provenance.from(each.headers())
                    .filter(from -> from.file().equals(file) && from.line() == line)
                    .isPresent()) {
                stories.computeIfAbsent(key(table, each, partitions), key -> new Story(table, key));
            }
        });
        fill(table, stories);
        return stories;
    }

    private int partitions(Table table) {
        return Math.max(1, cut.ends(table.rawTopic()).size());
    }

    private void fill(Table table, Map<String, Story> stories) {
        if (stories.isEmpty()) {
            return;
        }
        // Again, for what was said of their keys before, and of those that came under another one.
        int partitions = partitions(table);
        read(table.rawTopic(), each -> {
            String key = key(table, each, partitions);
            with(stories, key, story -> raw(each, story));
            Closing.from(each.key(), each.value(), each.headers())
                    .map(closing -> EarlierLetters.ownKey(each, closing.upTo()))
                    .filter(own -> !own.equals(key))
                    .ifPresent(own -> with(stories, own, story -> raw(each, story)));
        });
        TopicAudit topics = new TopicAudit(reader, table, cut, new FileBooks());
        read(
                cut.waitingTopic(table),
                each -> with(
                        stories, TopicAudit.text(each.key()), story -> story.books.waiting = TopicAudit.waiting(each)));
        cut.readLetters(
                reader, table, (key, each) -> with(stories, key.id(), story -> letter(each, key.refused(), story)));
        read(
                table.cleanTopic(),
                each -> with(stories, TopicAudit.text(each.key()), story -> {
                    story.books.clean = topics.clean(each);
                    List<String> warnings = Warnings.from(each.headers());
                    story.steps.add(step(
                            each,
                            each.value() == null
                                    ? Story.DELETED
                                    : "clean, version " + story.books.clean.version()
                                            + ofRaw(story.books.clean.rawOffset())
                                            + (warnings.isEmpty() ? "" : ", warnings: " + Warnings.join(warnings))));
                }));
        stories.values().forEach(story -> story.steps.sort(Comparator.comparing(Step::time)));
    }

    private static void letter(ConsumerRecord<byte[], byte[]> each, boolean refused, Story story) {
        Letter said = TopicAudit.letter(each);
        if (refused) {
            story.books.refused = said;
        } else {
            story.books.letter = said;
        }
        Optional<DeadLetter> letter = each.value() == null ? Optional.empty() : DeadLetter.from(each.headers());
        story.steps.add(step(
                each,
                letter.map(why -> "dead letter, stage " + why.stage() + ", attempt " + why.attempt() + ": "
                                + why.rules() + ofRaw(said.rawOffset()))
                        .orElse("dead letter closed")));
    }

    private static void raw(ConsumerRecord<byte[], byte[]> each, Story story) {
        String source = Provenance.from(each.headers())
                .map(from -> from.file() + ", line " + from.line())
                .orElse("no file");
        Optional<Closing> closing = Closing.from(each.key(), each.value(), each.headers());
        if (closing.isPresent()) {
            long upTo = closing.get().upTo();
            story.books.closedUpTo = Math.max(story.books.closedUpTo, upTo);
            story.steps.add(step(each, "closed by an operator up to raw offset " + upTo));
            return;
        }
        String again = Replayed.from(each.headers())
                .map(of -> ", sent again for offset " + of.offset() + " of partition " + of.partition())
                .orElse("");
        story.books.raw.add(new Raw(each.partition(), each.offset(), Content.NONE, -1, -1));
        story.sources.add(source);
        story.steps.add(step(each, "raw, from " + source + again));
    }

    private static String ofRaw(long offset) {
        return offset < 0 ? "" : " (of raw offset " + offset + ")";
    }

    private static String key(Table table, ConsumerRecord<byte[], byte[]> each, int partitions) {
        return key(each, TopicAudit.row(table, each), partitions);
    }

    private static String key(ConsumerRecord<byte[], byte[]> each, Optional<Fields> row, int partitions) {
        return Closing.from(each.key(), each.value(), each.headers()).isPresent()
                ? new String(each.key(), UTF_8)
                : TopicAudit.key(each, row, Provenance.from(each.headers()), partitions);
    }

    private static void with(Map<String, Story> stories, String key, Consumer<Story> action) {
        Story story = stories.get(key);
        if (story != null) {
            action.accept(story);
        }
    }

    private static Step step(ConsumerRecord<byte[], byte[]> each, String what) {
        return new Step(
                Instant.ofEpochMilli(each.timestamp()),
                each.topic() + "-" + each.partition() + ", offset " + each.offset(),
                what);
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        cut.read(reader, topic, action);
    }
}

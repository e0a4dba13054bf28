package dev.healthdata.platform.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.healthdata.platform.audit.KeyBooks.Raw;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Stories for people and for programs. */
final class StoryText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoryText() {}

    static List<String> lines(Story story) {
        List<String> lines = new ArrayList<>();
        lines.add(story.table + " " + story.key);
        for (Story.Step step : story.steps) {
            lines.add(String.format(Locale.ROOT, "  %s  %s  [%s]", step.time(), step.what(), step.place()));
        }
        for (int i = 0; i < story.books.raw.size(); i++) {
            Raw raw = story.books.raw.get(i);
            lines.add("  raw offset " + raw.offset() + " (" + story.sources.get(i) + ") is " + text(story.fate(i)));
        }
        lines.add("  the database has "
                + story.stored.map(version -> "version " + version).orElse("no such row")
                + deletion(story));
        return lines;
    }

    static String json(List<Story> stories) {
        ObjectNode json = JSON.createObjectNode();
        var array = json.putArray("rows");
        for (Story story : stories) {
            ObjectNode each = array.addObject();
            each.put("table", story.table.name());
            each.put("key", story.key);
            var raw = each.putArray("raw");
            for (int i = 0; i < story.books.raw.size(); i++) {
                raw.addObject()
                        .put("partition", story.books.raw.get(i).partition())
                        .put("offset", story.books.raw.get(i).offset())
                        .put("from", story.sources.get(i))
                        .put("fate", story.fate(i).name().toLowerCase(Locale.ROOT));
            }
            var steps = each.putArray("steps");
            story.steps.forEach(step -> steps.addObject()
                    .put("time", step.time().toString())
                    .put("place", step.place())
                    .put("what", step.what()));
            each.put("waiting", story.books.waiting >= 0);
            each.put("dead_letter_open", story.books.hasOpenLetter());
            each.put("database_version", story.stored.orElse(null));
            each.put("deleted", isDeleted(story).orElse(null));
        }
        return json.toString();
    }

    private static String deletion(Story story) {
        return isDeleted(story)
                .map(deleted -> deleted ? ", and it was deleted" : "")
                .orElse("; this account may not read deleted_rows, which tells whether it was deleted");
    }

    /** Empty if nobody here can tell. */
    private static Optional<Boolean> isDeleted(Story story) {
        return story.books.clean == null && !story.deletionsKnown
                ? Optional.empty()
                : Optional.of(story.books.deleted());
    }

    private static String text(Fate fate) {
        return fate == Fate.LOST
                ? "without a fate: not taken by the validator yet, or lost ('./healthcare audit' tells)"
                : fate.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.healthdata.platform.deadletters;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.healthdata.platform.deadletters.letter.OpenLetter;
import dev.healthdata.records.envelope.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts dead letters by what is wrong with them. */
final class Summary {
    private record Group(String table, String stage, String rule, String field, String file) {}

    private static final class Count {
        private long letters;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        private void add(OpenLetter letter) {
            letters++;
            first = letter.why().firstSeen().isBefore(first) ? letter.why().firstSeen() : first;
            last = letter.lastSeen().isAfter(last) ? letter.lastSeen() : last;
        }
    }

    private final Map<Group, Count> counts = new HashMap<>();
    private long open;

    /** A letter counts once in the group of each rule that it breaks. */
    void add(OpenLetter letter) {
        open++;
        letter.why().violations().stream()
                .map(violation -> new Group(
                        letter.table().name(),
                        letter.why().stage().name(),
                        violation.rule(),
                        violation.field(),
                        letter.source().map(Provenance::file).orElse("")))
                .distinct()
                .forEach(group ->
                        counts.computeIfAbsent(group, any -> new Count()).add(letter));
    }

    List<String> lines() {
        if (open == 0) {
            return List.of("No dead letter is open.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(line("rows", "stage", "rule", "file", "first seen", "last seen"));
        sorted().forEach(each -> lines.add(line(
                String.format(Locale.ROOT, "%,d", each.getValue().letters),
                each.getKey().stage(),
                each.getKey().rule(),
                each.getKey().file(),
                each.getValue().first.toString(),
                each.getValue().last.toString())));
        lines.add(String.format(Locale.ROOT, "%,d dead letters are open.", open));
        return lines;
    }

    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("open", open);
        var groups = json.putArray("groups");
        sorted().forEach(each -> groups.addObject()
                .put("table", each.getKey().table())
                .put("stage", each.getKey().stage())
                .put("rule", each.getKey().rule())
                .put("field", each.getKey().field())
                .put("file", each.getKey().file())
                .put("count", each.getValue().letters)
                .put("first_seen", each.getValue().first.toString())
                .put("last_seen", each.getValue().last.toString()));
        return json.toString();
    }

    private List<Map.Entry<Group, Count>> sorted() {
        return counts.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Group, Count>>comparingLong(each -> -each.getValue().letters)
                        .thenComparing(each -> each.getKey().rule())
                        .thenComparing(each -> each.getKey().file())
                        .thenComparing(each -> each.getKey().stage()))
                .toList();
    }

    private static String line(String count, String stage, String rule, String file, String first, String last) {
        return String.format(Locale.ROOT, "%9s  %-9s  %-36s  %-24s  %-24s  %s", count, stage, rule, file, first, last);
    }
}

package dev.healthdata.platform.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.platform.deadletters.letter.Cells;
import dev.healthdata.platform.deadletters.letter.OpenLetter;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.rule.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All about a dead letter, for people. */
final class LetterText {
    private LetterText() {}

    /** @param reveal whether values are shown as they are */
    static List<String> of(OpenLetter letter, boolean reveal) {
        List<String> lines = new ArrayList<>();
        lines.add(letter.table() + " " + letter.key());
        lines.add(line("from", letter.where()));
        letter.source().ifPresent(source -> lines.add(line("content", "sha256 " + source.sha256())));
        lines.add(line(
                "raw record",
                letter.raw().topic() + "-" + letter.raw().partition() + ", offset "
                        + letter.raw().offset()));
        lines.add(
                line("stage", letter.why().stage() + ", attempt " + letter.why().attempt()));
        lines.add(line("first seen", letter.why().firstSeen() + ", last " + letter.lastSeen()));
        for (Violation each : letter.why().violations()) {
            lines.add(line("wrong", each.field() + " " + each.message() + " [" + each.rule() + "]"));
        }
        Cells cells = Cells.of(letter);
        if (cells.known()) {
            for (Map.Entry<String, String> cell : cells.byColumn().entrySet()) {
                lines.add(line(cell.getKey(), reveal ? cell.getValue() : mask(cell.getValue())));
            }
        } else {
            String text = new String(letter.value(), UTF_8);
            lines.add(line("the line", reveal ? text : mask(text)));
        }
        lines.add(line("next", next(letter.why().stage())));
        return lines;
    }

    /** Tells whether there is something, not what or how much. */
    static String mask(String value) {
        return value == null || value.isBlank() ? "(empty)" : "***";
    }

    private static String next(Stage stage) {
        return switch (stage) {
            case REFERENCE -> "closes by itself when the row that it refers to comes";
            case SINK -> "make room in the database, then './healthcare dead-letters replay --stage SINK'";
            default -> "'./healthcare dead-letters export --out DIR', repair it there, 'replay --from' the file";
        };
    }

    private static String line(String name, String text) {
        return String.format(Locale.ROOT, "  %-14s %s", name, text);
    }
}

package dev.healthdata.manual;

import java.util.Collection;
import java.util.Locale;

/** The language of man pages, as far as it is the same for groff and mandoc: see man(7). */
final class Roff {
    private final StringBuilder text = new StringBuilder();
    private boolean literal;

    /** @param name of the page */
    Roff(String name) {
        text.append(".TH \"")
                .append(escape(name).toUpperCase(Locale.ROOT))
                .append("\" \"1\" \"\" \"\" \"Healthcare Data Platform\"\n");
        text.append(".nh\n.ad l\n"); // options are not to be hyphenated, nor gaps torn between them
    }

    void section(String title) {
        fill();
        text.append(".SH ").append(title).append('\n');
    }

    /** Lines of a text: those that are indented stay as they are, the others are filled, empty ones divide paragraphs. */
    void lines(Collection<String> lines) {
        for (String line : lines) {
            if (line.isBlank()) {
                fill();
                text.append(".PP\n");
            } else if (line.startsWith(" ")) {
                literal(line);
            } else {
                fill();
                text(escape(line));
            }
        }
        fill();
    }

    /** Lines that stay as they are. */
    void literals(Collection<String> lines) {
        lines.forEach(this::literal);
        fill();
    }

    /** A term and what is said about it. */
    void definition(String markedTerm, Collection<String> lines) {
        text.append(".TP\n");
        text(markedTerm);
        boolean first = true;
        for (String line : lines) {
            text.append(first ? "" : ".br\n");
            text(escape(line));
            first = false;
        }
    }

    /** Text that is marked already. */
    void text(String marked) {
        // A full stop or an apostrophe begins a macro where a line begins with it.
        text.append(marked.startsWith(".") || marked.startsWith("'") ? "\\&" : "")
                .append(marked)
                .append('\n');
    }

    private void literal(String line) {
        if (!literal) {
            text.append(".nf\n");
            literal = true;
        }
        text(escape(line));
    }

    private void fill() {
        if (literal) {
            text.append(".fi\n");
            literal = false;
        }
    }

    static String bold(String plain) {
        return "\\fB" + escape(plain) + "\\fR";
    }

    /** Hyphens stay those that a shell understands when they are copied from the page. */
    static String escape(String plain) {
        StringBuilder escaped = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (c == '\\') {
                escaped.append("\\e");
            } else if (c == '-') {
                escaped.append("\\-");
            } else if (c < 128) {
                escaped.append((char) c);
            } else {
                escaped.append("\\[u%04X]".formatted(c));
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

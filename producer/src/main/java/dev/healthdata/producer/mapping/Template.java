package dev.healthdata.producer.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Text with columns in it: {@code {FIRST} {LAST}}. Where a column is blank, the space beside it goes too; where all are, nothing
 * is left, so that what stands around them does not look like a value.
 */
record Template(List<Part> parts) implements Expression {
    private static final Pattern TOKEN = Pattern.compile("\\{\\{|}}|\\{([^{}]+)}|[{}]");

    sealed interface Part {
        record Text(String text) implements Part {}

        record Column(String name) implements Part {}
    }

    /** @throws IllegalArgumentException with what is wrong, if the text is no template */
    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        int from = 0;
        while (token.find()) {
            literal.append(text, from, token.start());
            from = token.end();
            String found = token.group();
            if (found.equals("{{") || found.equals("}}")) {
                literal.append(found.charAt(0));
            } else if (token.group(1) == null) {
                throw new IllegalArgumentException(
                        "has a brace that is alone; write {{ or }} for the character itself");
            } else {
                flush(literal, parts);
                parts.add(new Part.Column(token.group(1).strip().toLowerCase(Locale.ROOT)));
            }
        }
        literal.append(text.substring(from));
        flush(literal, parts);
        if (parts.stream().noneMatch(Part.Column.class::isInstance)) {
            throw new IllegalArgumentException(
                    "names no column, as in \"{FIRST} {LAST}\"; use constant for fixed text");
        }
        return new Template(List.copyOf(parts));
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (literal.length() > 0) {
            parts.add(new Part.Text(literal.toString()));
            literal.setLength(0);
        }
    }

    @Override
    public Stream<String> columns() {
        return parts.stream().filter(Part.Column.class::isInstance).map(part -> ((Part.Column) part).name());
    }

    @Override
    public String value(SourceRow row, Lookups lookups) {
        StringBuilder text = new StringBuilder();
        boolean empty = true;
        for (Part part : parts) {
            String piece = part instanceof Part.Text literal
                    ? literal.text()
                    : row.get(((Part.Column) part).name()).strip();
            empty &= part instanceof Part.Text || piece.isEmpty();
            boolean twice = text.length() > 0 && text.charAt(text.length() - 1) == ' ' && piece.startsWith(" ");
            text.append(twice ? piece.substring(1) : piece);
        }
        return empty ? "" : text.toString().strip();
    }

    @Override
    public String canonical() {
        return Canonical.of(
                "template",
                parts.stream()
                        .map(part -> part instanceof Part.Text literal
                                ? Canonical.of("text", literal.text())
                                : Canonical.of("column", ((Part.Column) part).name()))
                        .toList());
    }
}

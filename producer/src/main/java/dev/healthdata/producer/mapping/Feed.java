package dev.healthdata.producer.mapping;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.csv.Layout;
import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.records.table.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** A file as the rows of one table. */
public final class Feed {
    private static final int DIGEST_BYTES = 16;

    private final SourceFile file;
    private final Optional<TableMapping> mapping;
    private final Optional<String> flaw;

    private Feed(SourceFile file, Optional<TableMapping> mapping, Optional<String> flaw) {
        this.file = file;
        this.mapping = mapping;
        this.flaw = flaw;
    }

    /** A file that has a table's own columns. */
    public static Feed own(SourceFile file) {
        return new Feed(file, Optional.empty(), Optional.empty());
    }

    static Feed mapped(SourceFile file, TableMapping mapping) {
        return new Feed(file, Optional.of(mapping), Optional.empty());
    }

    static Feed unusable(SourceFile file, String reason) {
        return new Feed(file, Optional.empty(), Optional.of(reason));
    }

    /** How a file is read, or why it cannot be. */
    public sealed interface Reading permits Ready, Lacking {}

    /**
     * Ready to be read.
     *
     * @param layout empty if the file has a table's own columns
     * @param identity what makes this reading another than that of the same content in another way; empty if it has a
     *     table's own columns
     * @param way which rows of the content it gives, and under which ids; empty if it has a table's own columns
     */
    public record Ready(Optional<Layout> layout, String identity, String way) implements Reading {}

    /** @param reason to be read after "it" */
    public record Lacking(String reason) implements Reading {}

    /** The same file, read in the same way. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Feed feed
                && file.equals(feed.file)
                && mapping.equals(feed.mapping)
                && flaw.equals(feed.flaw);
    }

    @Override
    public int hashCode() {
        return Objects.hash(file, mapping, flaw);
    }

    public SourceFile file() {
        return file;
    }

    /** Empty if the file itself tells. */
    public Optional<Table> table() {
        return mapping.map(TableMapping::table);
    }

    /** Reads what other files say, too. */
    public Reading prepare(CsvOptions options) {
        if (flaw.isPresent()) {
            return new Lacking(flaw.get());
        }
        if (mapping.isEmpty()) {
            return new Ready(Optional.empty(), "", "");
        }
        List<String> problems = new ArrayList<>();
        Lookups lookups = Lookups.load(mapping.get(), file, options, problems);
        return problems.isEmpty() ? ready(mapping.get(), lookups) : new Lacking(String.join("; it ", problems));
    }

    private static Ready ready(TableMapping mapping, Lookups lookups) {
        return new Ready(
                Optional.of(new MappedLayout(mapping, lookups)),
                ":" + mapping.table() + ":" + digest(mapping, lookups),
                digest(next -> next.accept(mapping.way())));
    }

    /** Of all that goes into the rows besides the content of the file. */
    private static String digest(TableMapping mapping, Lookups lookups) {
        return digest(next -> {
            next.accept(mapping.canonical());
            mapping.lookups().forEach(lookup -> lookups.canonical(lookup, next));
        });
    }

    private static String digest(Consumer<Consumer<String>> text) {
        MessageDigest digest = Fingerprint.newDigest();
        text.accept(piece -> digest.update(piece.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
    }
}

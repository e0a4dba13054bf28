package dev.healthdata.producer.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.producer.file.Fingerprint;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * An id for rows that have none: the same for rows that are alike in these columns, in whatever file. 128 bits of SHA-256, in
 * hexadecimal; empty where all of the columns are.
 */
record HashId(List<String> sources) implements Expression {
    private static final int BYTES = 16;

    @Override
    public Stream<String> columns() {
        return sources.stream();
    }

    @Override
    public String value(SourceRow row, Lookups lookups) {
        MessageDigest digest = Fingerprint.newDigest();
        boolean empty = true;
        for (String source : sources) {
            String value = row.get(source).strip();
            empty &= value.isEmpty();
            digest.update((value.length() + ":" + value + ";").getBytes(UTF_8));
        }
        return empty ? "" : HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    @Override
    public String canonical() {
        return Canonical.of("hash", sources);
    }
}

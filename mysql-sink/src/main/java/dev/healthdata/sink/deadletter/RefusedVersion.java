package dev.healthdata.sink.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The header of a dead letter that tells which version of its row the database refused. */
final class RefusedVersion {
    static final String HEADER = "dead-letter.version";

    private RefusedVersion() {}

    static void writeTo(Headers headers, long version) {
        headers.remove(HEADER).add(HEADER, Long.toString(version).getBytes(UTF_8));
    }

    /** Empty where somebody else than the sink wrote the letter, or the record had no version. */
    static Optional<Long> of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null ? Optional.empty() : Optional.of(Long.valueOf(new String(header.value(), UTF_8)));
    }
}

package dev.healthdata.records.envelope;

import dev.healthdata.records.json.ViolationsJson;
import dev.healthdata.records.rule.Violation;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Why a row is a dead letter. A dead letter's key is a {@link LetterKey} of the row's id, or of
 * {@link RawRecord#keyWithoutId}; its value is the raw record's, byte for byte; a null value under the same key closes it.
 *
 * @param violations all that was found; never empty
 * @param attempt how often rows of this key were found unfit since it was last clean, from 1
 * @param firstSeen when that began
 */
public record DeadLetter(Stage stage, List<Violation> violations, int attempt, Instant firstSeen) {
    public static final String STAGE = "dead-letter.stage";
    public static final String RULES = "dead-letter.rules";
    public static final String VIOLATIONS = "dead-letter.violations";
    public static final String ATTEMPT = "dead-letter.attempt";
    public static final String FIRST_SEEN = "dead-letter.first-seen";

    public DeadLetter {
        violations = List.copyOf(violations);
    }

    /** The ids of the broken rules, comma-separated, in the order of the violations. */
    public String rules() {
        return violations.stream().map(Violation::rule).distinct().collect(Collectors.joining(","));
    }

    public void writeTo(Headers headers) {
        HeaderText.set(headers, STAGE, stage.name());
        HeaderText.set(headers, RULES, rules());
        headers.remove(VIOLATIONS).add(VIOLATIONS, ViolationsJson.encode(violations));
        HeaderText.set(headers, ATTEMPT, Integer.toString(attempt));
        HeaderText.set(headers, FIRST_SEEN, firstSeen.toString());
    }

    /** Empty if the record is no dead letter of ours, also where another program's headers only look like it. */
    public static Optional<DeadLetter> from(Headers headers) {
        Optional<String> stage = HeaderText.get(headers, STAGE);
        Header violations = headers.lastHeader(VIOLATIONS);
        if (stage.isEmpty() || violations == null || violations.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DeadLetter(
                    Stage.valueOf(stage.get()),
                    ViolationsJson.decode(violations.value()),
                    (int) HeaderText.number(headers, ATTEMPT).orElse(1),
                    HeaderText.get(headers, FIRST_SEEN).map(Instant::parse).orElse(Instant.EPOCH)));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

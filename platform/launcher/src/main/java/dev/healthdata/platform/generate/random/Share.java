package dev.healthdata.platform.generate.random;

import java.math.BigDecimal;
import java.util.Optional;

/** A share of something in millionths, exact where a double is not: 0.29 of 100 rows are 29. */
public record Share(int millionths) {
    public static final int WHOLE = 1_000_000;

    /** Nothing, unless the text is a number from 0 to 1 with at most six decimals. */
    public static Optional<Share> parse(String text) {
        try {
            return Optional.of(new Share(
                            new BigDecimal(text.strip()).movePointRight(6).intValueExact()))
                    .filter(share -> share.millionths >= 0 && share.millionths <= WHOLE);
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}

package dev.healthdata.producer.file;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of CSV files as people count them: visits.csv, visits-2.csv, visits-10.csv. What comes later may correct what came
 * before, and character by character it would be the other way round.
 */
public final class NaturalOrder implements Comparator<String> {
    private static final Pattern EXTENSION = Pattern.compile("\\.csv(\\.gz)?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern PIECE = Pattern.compile("[0-9]+|[^0-9]");

    @Override
    public int compare(String one, String other) {
        int order = compareStems(stem(one), stem(other));
        return order != 0 ? order : one.compareTo(other);
    }

    private static String stem(String name) {
        return EXTENSION.matcher(name).replaceFirst("");
    }

    private static int compareStems(String one, String other) {
        Matcher left = PIECE.matcher(one);
        Matcher right = PIECE.matcher(other);
        while (left.find()) {
            if (!right.find()) {
                return 1;
            }
            int order = comparePieces(left.group(), right.group());
            if (order != 0) {
                return order;
            }
        }
        return right.find() ? -1 : 0;
    }

    private static int comparePieces(String one, String other) {
        return isNumber(one) && isNumber(other)
                ? new BigInteger(one).compareTo(new BigInteger(other))
                : String.CASE_INSENSITIVE_ORDER.compare(one, other);
    }

    private static boolean isNumber(String piece) {
        return piece.charAt(0) >= '0' && piece.charAt(0) <= '9';
    }
}

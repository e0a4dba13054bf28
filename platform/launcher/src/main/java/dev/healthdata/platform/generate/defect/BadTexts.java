package dev.healthdata.platform.generate.defect;

import dev.healthdata.platform.generate.random.SplitMix64;
import java.time.LocalDate;

/** Wrong values as people and other systems write them. */
final class BadTexts {
    private static final String FILLER = " (copied from the old system, to be checked)";

    private BadTexts() {}

    static String nothing(String right, SplitMix64 random) {
        return random.pick("", "", " ", "   ", "\t");
    }

    /** Starts like the right one, so that an id stays one of its own; often by one character only. */
    static String tooLong(String right, int longest, SplitMix64 random) {
        int length = longest + (random.chance(500) ? 1 : random.between(2, 60));
        StringBuilder text = new StringBuilder(right.isEmpty() ? "not known" : right);
        while (text.length() < length) {
            text.append(FILLER);
        }
        text.setLength(length);
        // A blank at the end would be trimmed away, and the text be short enough.
        text.setCharAt(length - 1, 'x');
        return text.toString();
    }

    static String notADate(String right, SplitMix64 random) {
        String year = right.substring(0, 4);
        String month = right.substring(5, 7);
        String day = right.substring(8);
        return random.pick(
                day + "/" + month + "/" + year,
                month + "/" + day + "/" + year,
                day + "." + month + "." + year,
                year + "/" + month + "/" + day,
                year + month + day,
                year + "-" + month,
                year + "-02-30",
                year + "-13-" + day,
                year + "-" + month + "-00",
                year + "-" + Integer.parseInt(month) + "-7",
                year.substring(2) + "-" + month + "-" + day,
                right + "T00:00:00",
                right + " 00:00",
                "0000-00-00",
                "unknown",
                "n/a",
                "yesterday",
                "O" + right.substring(1));
    }

    /** A thousand years too late, by one wrong key, or the end of all time of an old system. */
    static String dateToCome(String right, SplitMix64 random) {
        return random.chance(100)
                ? "9999-12-31"
                : LocalDate.parse(right).plusYears(1000).toString();
    }

    static String gender(String right, SplitMix64 random) {
        return random.pick("m", "f", "Male", "Female", "U", "X", "other", "OTHER", "1", "2", "-", "unknown");
    }

    static String bloodGroup(String right, SplitMix64 random) {
        return random.pick("0+", "0-", "o+", "A", "AB", "A +", "A1+", "C+", "Rh+", "+O", "B pos", "unknown");
    }
}

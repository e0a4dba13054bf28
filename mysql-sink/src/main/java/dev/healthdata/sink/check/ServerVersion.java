package dev.healthdata.sink.check;

import dev.healthdata.sink.sql.Dialect;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version a server reports, e.g. {@code 8.4.6} or {@code 11.4.5-MariaDB}. */
record ServerVersion(Dialect dialect, int major, int minor, int patch) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

    static ServerVersion of(String text) {
        // Some MariaDB servers put 5.5.5- in front, for old replicas' sake.
        Matcher numbers = NUMBERS.matcher(text.replaceFirst("^5\\.5\\.5-(?=.*MariaDB)", ""));
        if (!numbers.find()) {
            return new ServerVersion(Dialect.of(text), 0, 0, 0);
        }
        return new ServerVersion(
                Dialect.of(text),
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3)));
    }

    /** Empty if the sink can work with it. */
    Optional<String> problem() {
        return switch (dialect) {
            // AS new needs 8.0.20, the invisible column of the schema 8.0.23.
            case MYSQL ->
                isBelow(8, 0, 23)
                        ? Optional.of("MySQL " + this + " is too old; 8.0.23 or newer is needed.")
                        : Optional.empty();
            case MARIADB ->
                isBelow(10, 11, 0)
                        ? Optional.of("MariaDB " + this + " is too old; 10.11 or newer is needed.")
                        : Optional.empty();
        };
    }

    private boolean isBelow(int otherMajor, int otherMinor, int otherPatch) {
        int difference = major != otherMajor
                ? major - otherMajor
                : minor != otherMinor ? minor - otherMinor : patch - otherPatch;
        return difference < 0;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}

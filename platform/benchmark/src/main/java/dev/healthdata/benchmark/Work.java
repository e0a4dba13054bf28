package dev.healthdata.benchmark;

import dev.healthdata.benchmark.setup.Target;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What all parts are told.
 *
 * @param home the project's directory
 * @param directory where to work
 * @param say hears what is being done
 * @param scale times 91,000 rows, for parts that have no sizes of their own
 * @param runs of each contender
 * @param profile whether parts record themselves
 * @param embedded whether the platform starts its own database, although another is to be had
 */
record Work(
        Path home, Path directory, Consumer<String> say, double scale, int runs, boolean profile, boolean embedded) {
    /** Empty where the platform is to start its own. */
    Optional<Target> database() throws SQLException {
        return embedded ? Optional.empty() : Target.running();
    }
}

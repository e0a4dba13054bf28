package dev.healthdata.platform.up;

import dev.healthdata.platform.state.StateDirectory;

/** The sink's consumer group, by which Kafka remembers how much of the clean topics a database was given. */
final class SinkGroup {
    private static final String NAME = "mysql-sink";

    private SinkGroup() {}

    /**
     * A database that begins with this platform, beside a Kafka that does not, is not the one that others fill from there: under
     * their name it would take rows away from it, and they from it.
     */
    static String of(UpSettings settings, StateDirectory state) {
        boolean besideOthers =
                settings.bootstrapServers().isPresent() && settings.sql().isEmpty();
        return besideOthers ? NAME + "-" + state.id() : NAME;
    }
}

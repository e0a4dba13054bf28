package dev.healthdata.platform.up;

import dev.healthdata.infrastructure.sql.PrivateFile;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which database the sink last wrote to from a Kafka of this platform's own: how far its group is, is how far that one was filled.
 * In a Kafka of others it is for them to say.
 */
final class LastDatabase {
    private static final String OF_ITS_OWN = "of this platform";

    private final boolean kafkaIsOurs;
    private final String database;
    private final Path file;

    LastDatabase(UpSettings settings, StateDirectory state) {
        this.kafkaIsOurs = settings.bootstrapServers().isEmpty();
        this.database = settings.sql().map(SqlAccount::address).orElse(OF_ITS_OWN);
        this.file = state.path("sink-database");
    }

    /** False, too, where nobody has noted it yet. */
    boolean wasAnother() {
        try {
            return kafkaIsOurs && Files.exists(file) && !Files.readString(file).equals(database);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Before the sink writes to it, and after its group was told to begin anew if it must. */
    void note() {
        if (kafkaIsOurs) {
            try {
                PrivateFile.write(file, database);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
        }
    }
}

package dev.healthdata.platform.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.infrastructure.sql.PrivateFile;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.platform.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        this.database = settings.sql().map(LastDatabase::fingerprint).orElse(OF_ITS_OWN);
        this.file = state.path("sink-database");
    }

    /** Of what leads to it: there may be secrets in it, and several hosts. */
    private static String fingerprint(SqlAccount sql) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(sql.url().replaceFirst("(?s)[?].*", "").getBytes(UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java has it
        }
    }

    /** True, too, where nobody has noted it, as no version before did. */
    boolean wasAnother() {
        try {
            return kafkaIsOurs && !(Files.exists(file) && Files.readString(file).equals(database));
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

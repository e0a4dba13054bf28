package dev.healthdata.platform.deadletters;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.cli.Platform;
import dev.healthdata.platform.deadletters.letter.LetterFilter;
import dev.healthdata.platform.deadletters.letter.OpenLetter;
import dev.healthdata.platform.deadletters.letter.OpenLetters;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A connection to Kafka for one command. */
final class Session implements AutoCloseable {
    /** The validator's application id. */
    static final String VALIDATOR = "validator-stream";

    private final Map<String, Object> client;
    private final TopicReader reader;

    Session(Platform platform) {
        client = platform.kafkaClient();
        reader = new TopicReader(client);
    }

    Map<String, Object> client() {
        return client;
    }

    TopicReader reader() {
        return reader;
    }

    /** Gives the open dead letters that an operator means. */
    void forEach(LetterFilter filter, Consumer<OpenLetter> action) {
        Predicate<OpenLetter> wanted = filter.toPredicate();
        new OpenLetters(reader).forEach(filter.tables(), letter -> {
            if (wanted.test(letter)) {
                action.accept(letter);
            }
        });
    }

    @Override
    public void close() {
        reader.close();
    }
}

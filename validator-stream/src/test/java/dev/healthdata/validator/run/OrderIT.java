package dev.healthdata.validator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same four tables in each of their 24 orders, at the same time and under ids of their own. */
class OrderIT {
    private static final int PARTITIONS = 4;

    @TempDir
    private Path directory;

    @Test
    void everyOrderOfTheTablesEndsInTheSame() {
        ValidatorRun.reset(PARTITIONS);
        List<List<Integer>> orders = permutations(List.of(0, 1, 2, 3));
        List<Feed> feeds = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            feeds.add(new Feed("order" + i + "-", 7, 30, 5, 90, 60));
        }
        int sent = 0;
        try (ValidatorRun validator = new ValidatorRun(directory)) {
            validator.start();
            for (int turn = 0; turn < 4; turn++) {
                List<Row> rows = new ArrayList<>();
                for (int i = 0; i < orders.size(); i++) {
                    rows.addAll(feeds.get(i).byTable().get(orders.get(i).get(turn)));
                }
                RawTopics.send(rows);
                sent += rows.size();
                // What comes in the next turn comes after all of this has been taken.
                Fates.awaitQuiet(sent);
            }
            validator.endOfInput();
            Fates.awaitAllReported();

            Fates.assertOneFate(together(feeds), sent);
        }
    }

    private static Feed.Outcome together(List<Feed> feeds) {
        Map<String, List<String>> clean = new HashMap<>();
        Map<String, String> deadLetters = new HashMap<>();
        for (Feed feed : feeds) {
            clean.putAll(feed.outcome().clean());
            deadLetters.putAll(feed.outcome().deadLetters());
        }
        assertThat(clean.size() % feeds.size())
                .as("clean rows beyond equal shares")
                .isZero();
        assertThat(deadLetters.size() % feeds.size())
                .as("dead letters beyond equal shares")
                .isZero();
        return new Feed.Outcome(clean, deadLetters);
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (T first : items) {
            List<T> others = items.stream().filter(item -> item != first).toList();
            for (List<T> rest : permutations(others)) {
                List<T> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }
}

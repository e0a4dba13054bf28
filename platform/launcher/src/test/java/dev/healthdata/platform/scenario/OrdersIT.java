package dev.healthdata.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same four files in each of their 24 orders, under ids of their own and through one platform, down to the database. There
 * are corrections, duplicates and defects in them, and rows that refer to nothing.
 */
class OrdersIT {
    private static final int ORDERS = 24;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The files as each order sends them, and what must become of them; {@link #MARK} stands for the order. */
    private static final Path FILES = Home.path().resolve("platform/launcher/src/test/resources/orders");

    private static final String MARK = "@";

    @TempDir
    private static Path directory;

    private static RunningPlatform platform;

    /** The grace period is over for some rows before what they refer to comes: those must heal. */
    @BeforeAll
    static void starts() throws Exception {
        platform = RunningPlatform.start(directory, Map.of("VALIDATOR_GRACE", "1s"), "--partitions", "4");
    }

    @AfterAll
    static void ends() throws Exception {
        platform.stop();
    }

    @Test
    void everyOrderOfTheFilesEndsInTheSameRowsDeadLettersAndBooks() throws Exception {
        for (int turn = 0; turn < Tables.all().size(); turn++) {
            replay(turn);
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertOfEachOrder(deadLetters(), "dead-letters.txt");
            assertOfEachOrder(books(), "books.txt");
        });
        assertOfEachOrder(stored(), "stored.txt");
    }

    /** Sends of each order the file whose turn it is. */
    private static void replay(int turn) throws IOException {
        List<String> command = new ArrayList<>(List.of("replay"));
        for (int number = 0; number < ORDERS; number++) {
            Table table = order(number).get(turn);
            Path file = directory.resolve(table + "-" + mark(number) + ".csv");
            Files.writeString(
                    file, Files.readString(FILES.resolve(table + ".csv")).replace(MARK, mark(number)));
            command.add(file.toString());
        }
        platform.ok(command.toArray(String[]::new));
    }

    private static List<Table> order(int number) {
        List<Table> rest = new ArrayList<>(Tables.all());
        List<Table> order = new ArrayList<>();
        int left = number;
        while (!rest.isEmpty()) {
            int choices = rest.size();
            order.add(rest.remove(left % choices));
            left /= choices;
        }
        return order;
    }

    private static String mark(int number) {
        return "o%02d-".formatted(number);
    }

    private static void assertOfEachOrder(List<String> found, String expected) throws IOException {
        List<String> lines = Files.readAllLines(FILES.resolve(expected));
        for (int number = 0; number < ORDERS; number++) {
            String mark = mark(number);
            assertThat(found.stream().filter(line -> line.contains(mark)).map(line -> line.replace(mark, MARK)))
                    .as("%s of %s", expected, order(number))
                    .containsExactlyInAnyOrderElementsOf(lines);
        }
        assertThat(found).hasSize(ORDERS * lines.size());
    }

    private static List<String> deadLetters() {
        List<String> letters = new ArrayList<>();
        JsonNode list = platform.ok("dead-letters", "list", "--limit", "10000", "--json")
                .json()
                .get("dead_letters");
        for (JsonNode letter : list) {
            List<String> rules = letter.get("violations").findValuesAsText("rule");
            letters.add("%s:%s %s %s"
                    .formatted(
                            letter.get("file").asText(),
                            letter.get("line").asText(),
                            letter.get("stage").asText(),
                            String.join(" ", rules)));
        }
        return letters;
    }

    /** Of each file the rows that were read, and how many are stored, superseded, waiting and dead-lettered. */
    private static List<String> books() {
        List<String> books = new ArrayList<>();
        JsonNode files = platform.ok("audit", "--by-file", "--json").json().get("files");
        files.properties().forEach(file -> {
            List<String> counts = new ArrayList<>();
            file.getValue().forEach(count -> counts.add(count.asText()));
            books.add(file.getKey() + " " + String.join(" ", counts));
        });
        return books;
    }

    private static List<String> stored() throws Exception {
        List<String> rows = new ArrayList<>();
        for (Table table : Tables.all()) {
            String columns = String.join(", ", table.columnNames());
            platform.database()
                    .query("SELECT " + columns + " FROM " + table)
                    .forEach(row -> rows.add(String.join(",", row)));
        }
        return rows;
    }
}

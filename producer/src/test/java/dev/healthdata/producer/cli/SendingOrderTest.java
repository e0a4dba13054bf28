package dev.healthdata.producer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.producer.support.VisitsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendingOrderTest {
    private static final CsvOptions CSV = new CsvOptions(Optional.empty(), Optional.empty(), UTF_8);

    private final List<String> asked = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void makeFiles() throws IOException {
        for (String name : List.of("visits.csv", "visits-2.csv", "visits-10.csv")) {
            Files.writeString(directory.resolve(name), VisitsFile.HEADER + "\n");
        }
        Files.writeString(directory.resolve("patients.csv"), "patient_id,name,gender,dob,blood_group,city\n");
        Files.writeString(directory.resolve("a-budget.csv"), "year,amount\n");
        Files.writeString(directory.resolve("budget.csv"), "year,amount\n");
    }

    @Test
    void parentsComeFirstAndThenWhatTheNamesSay() {
        assertThat(sorted(
                        Set.of(),
                        "budget.csv",
                        "visits-10.csv",
                        "a-budget.csv",
                        "visits-2.csv",
                        "visits.csv",
                        "patients.csv"))
                .containsExactly(
                        "patients.csv", "visits.csv", "visits-2.csv", "visits-10.csv", "a-budget.csv", "budget.csv");
    }

    @Test
    void whatWasBegunComesFirstAmongTheFilesOfItsTable() {
        assertThat(sorted(Set.of("visits-10.csv"), "visits.csv", "visits-2.csv", "visits-10.csv", "patients.csv"))
                .containsExactly("patients.csv", "visits-10.csv", "visits.csv", "visits-2.csv");
    }

    @Test
    void whetherItWasBegunIsOnlyAskedWhereItMatters() {
        sorted(Set.of(), "visits.csv", "visits-2.csv", "patients.csv", "a-budget.csv", "budget.csv");

        assertThat(asked).containsExactlyInAnyOrder("visits.csv", "visits-2.csv");
    }

    private List<String> sorted(Set<String> begun, String... names) {
        SendingOrder order = new SendingOrder(CSV, (feed, table) -> {
            asked.add(feed.file().name());
            return begun.contains(feed.file().name());
        });
        List<Feed> feeds = List.of(names).stream()
                .map(name -> Feed.own(new SourceFile(directory.resolve(name))))
                .toList();
        return order.sort(SendingOrder.byName(feeds)).stream()
                .map(feed -> feed.file().name())
                .toList();
    }
}

package dev.healthdata.platform.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.constraint.Severity;
import dev.healthdata.records.rule.Rule;
import dev.healthdata.records.rule.RuleCatalog;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judges the generated files by the rules of the platform and compares with what the generator says of them. */
class DefectListTest {
    private static final LocalDate UNTIL = LocalDate.of(2026, 10, 31);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"1, 0.01, 0.01", "2, 0.1, 0.3", "3, 0.5, 0.5", "4, 0, 0.2", "5, 0.3, 0", "6, 0.97, 0.9", "7, 1, 1"})
    void namesEveryBrokenRuleOnItsLineAndNoOther(String seed, String dirty, String noise) throws IOException {
        generate("--seed", seed, "--dirty", dirty, "--noise", noise);

        assertThat(Books.of(directory, UNTIL).broken()).containsExactlyElementsOf(listed());
    }

    @Test
    void holdsForFilesOfAFewRows() throws IOException {
        for (int size = 1; size <= 12; size++) {
            String rows = String.valueOf(size);
            Generate.run(
                    "--patients",
                    rows,
                    "--doctors",
                    rows,
                    "--visits",
                    rows,
                    "--lab-reports",
                    rows,
                    "--dirty",
                    "0.4",
                    "--noise",
                    "0.4",
                    "--force",
                    "--out",
                    directory.toString());

            assertThat(Books.of(directory, UNTIL).broken()).containsExactlyElementsOf(listed());
        }
    }

    @Test
    void hasEveryRuleOfEveryTableAtTheReferenceSize() throws IOException {
        Generate.run("--dirty", "0.01", "--out", directory.toString());

        Set<String> rules = listed().stream()
                .map(entry -> entry.substring(entry.indexOf(' ') + 1))
                .collect(Collectors.toSet());
        assertThat(rules).containsExactlyInAnyOrderElementsOf(allRules());
    }

    @Test
    void neverGivesARightRowTheIdOfADefectiveOne() {
        generate("--dirty", "0.2", "--noise", "0.3");

        Books books = Books.of(directory, UNTIL);
        for (Table table : Tables.all()) {
            assertThat(books.stored(table.name()).keySet())
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(books.refusedIds());
        }
    }

    @Test
    void countsDefectiveRowsExactly() throws IOException {
        generate("--dirty", "0.05");

        assertThat(listed().stream()
                        .map(entry -> entry.substring(0, entry.indexOf(' ')))
                        .distinct())
                .filteredOn(row -> row.startsWith("visits.csv"))
                .hasSize(100);
    }

    private void generate(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--patients", "700", "--doctors", "300", "--visits", "2000", "--lab-reports", "1500", "--out"));
        arguments.add(directory.toString());
        Collections.addAll(arguments, more);
        assertThat(Generate.run(arguments.toArray(new String[0])).exitCode()).isZero();
    }

    private List<String> listed() throws IOException {
        return Files.readAllLines(directory.resolve("defects.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(entry -> entry[0] + ":" + entry[1] + " " + entry[2])
                .toList();
    }

    /** Those that reject, and that a file can break one at a time: a new one without a defect fails the test. */
    private static List<String> allRules() {
        Set<String> ofRows = Set.of("fields", "quote", "encoding", "nul", "header");
        Set<String> neverAlone = Set.of("patients.gender.length", "patients.blood_group.length");
        return RuleCatalog.all().stream()
                .filter(rule -> rule.severity() == Severity.REJECT)
                .filter(rule -> !rule.field().equals(Violation.ROW)
                        || ofRows.contains(rule.id().substring(rule.id().lastIndexOf('.') + 1)))
                .map(Rule::id)
                .filter(id -> !neverAlone.contains(id))
                .toList();
    }
}

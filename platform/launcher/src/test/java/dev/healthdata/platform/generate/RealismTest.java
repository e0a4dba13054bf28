package dev.healthdata.platform.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.table.Fields;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At the reference size the right rows look like those of hospitals. */
class RealismTest {
    private static final LocalDate UNTIL = LocalDate.of(2026, 10, 31);

    @TempDir
    private static Path directory;

    private static Books books;

    @BeforeAll
    static void generate() {
        Generate.run("--dirty", "0.01", "--out", directory.toString());
        books = Books.of(directory, UNTIL);
    }

    @Test
    void someDoctorsAndPatientsAreMetFarMoreOftenThanOthers() {
        assertThat(mostFrequent("visits", 1)).isBetween(50L, 200L);
        assertThat(mostFrequent("visits", 2)).isBetween(1000L, 2500L);
        assertThat(counts("visits", 1)).hasSizeGreaterThan(9000);
    }

    @Test
    void bigCitiesHaveManyPatients() {
        Map<String, Long> cities = counts("patients", 5);

        assertThat(cities).hasSizeBetween(25, 35);
        assertThat(cities.get("Dublin")).isBetween(3000L, 3800L);
        assertThat(cities.get("Dún Laoghaire")).isBetween(80L, 250L);
    }

    @Test
    void bloodGroupsAndGendersHaveTheirShares() {
        Map<String, Long> groups = counts("patients", 4);

        assertThat(groups).hasSize(8);
        assertThat(groups.get("O+")).isBetween(4000L, 4800L);
        assertThat(groups.get("AB-")).isBetween(40L, 200L);
        assertThat(counts("patients", 2).get("Other")).isBetween(50L, 200L);
        assertThat(values("patients", 4).stream().filter(Objects::isNull).count())
                .isBetween(300L, 700L);
    }

    @Test
    void thereAreAFewKindsOfEverything() {
        assertThat(counts("doctors", 2)).hasSizeBetween(6, 10);
        assertThat(counts("doctors", 3)).hasSizeBetween(6, 10);
        assertThat(counts("visits", 4)).hasSizeBetween(6, 10);
        assertThat(counts("lab_reports", 2)).hasSizeBetween(6, 10);
    }

    @Test
    void daysFollowEachOther() {
        for (Fields visit : books.clean("visits")) {
            LocalDate day = LocalDate.parse(visit.get(3));
            assertThat(day).isBetween(UNTIL.minusYears(3), UNTIL);
            assertThat(day)
                    .isAfterOrEqualTo(LocalDate.parse(
                            books.stored("patients").get(visit.get(1)).get(3)));
        }
        for (Fields report : books.clean("lab_reports")) {
            LocalDate visit =
                    LocalDate.parse(books.stored("visits").get(report.get(1)).get(3));
            assertThat(LocalDate.parse(report.get(4))).isBetween(visit, visit.plusDays(10));
        }
        assertThat(values("patients", 3).stream().map(LocalDate::parse))
                .allMatch(birth -> birth.getYear() >= 1930 && !birth.isAfter(UNTIL))
                .anyMatch(birth -> birth.getYear() < 1935)
                .anyMatch(birth -> birth.getYear() > 2024);
    }

    @Test
    void aReasonIsOneOfTheDoctorsSpecialty() {
        Map<String, Long> skin = books.clean("visits").stream()
                .filter(visit -> "Skin rash".equals(visit.get(4)))
                .map(visit -> books.stored("doctors").get(visit.get(2)).get(2))
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(skin).containsOnlyKeys("Dermatology");
    }

    @Test
    void valuesNeedQuotesAndAccents() {
        List<String> names = values("patients", 1);

        assertThat(names)
                .anyMatch(name -> name.contains("'"))
                .anyMatch(name -> name.contains(","))
                .anyMatch(name -> name.contains("\""))
                .anyMatch(name -> name.contains("ó"))
                .anyMatch(name -> name.contains("ễ"));
        assertThat(values("lab_reports", 3)).anyMatch(result -> result != null && result.contains("\n"));
    }

    @Test
    void rowsAreRepeatedAndCorrectedLater() {
        List<Fields> visits = books.clean("visits");

        long repeated = visits.size() - visits.stream().distinct().count();
        long corrected =
                visits.stream().distinct().count() - books.stored("visits").size();
        assertThat(repeated).isBetween(90L, 140L);
        assertThat(corrected).isBetween(90L, 140L);
        assertThat(visits.stream().map(Fields::id))
                .isNotEqualTo(visits.stream().map(Fields::id).sorted().toList());
    }

    private static long mostFrequent(String table, int column) {
        return counts(table, column).values().stream()
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Map<String, Long> counts(String table, int column) {
        return values(table, column).stream()
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static List<String> values(String table, int column) {
        return books.clean(table).stream().map(row -> row.get(column)).toList();
    }
}

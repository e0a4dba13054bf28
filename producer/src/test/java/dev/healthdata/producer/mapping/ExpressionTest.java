package dev.healthdata.producer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.csv.CsvRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each way of making a column gives. */
class ExpressionTest {
    private static final String DOCTORS = """
            tables:
              - table: doctors
                file: people*.csv
                columns:
                  doctor_id: %s
                  name: %s
                  specialization: {constant: "General practice"}
                  hospital: %s
            """;

    @TempDir
    private Path directory;

    @Test
    void takesColumnsByNameInAnyCaseAndOrderTemplatesAndConstants() throws IOException {
        assertThat(values(
                        "Id",
                        "{template: '{Last}, {FIRST} {Middle}'}",
                        "Place",
                        "place;FIRST;last;middle;ID\nMercy;Ann;Lee;May;7"))
                .containsExactly("7", "Lee, Ann May", "General practice", "Mercy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Ann|May|Lee|Dr. Ann May Lee",
                "Ann||Lee|Dr. Ann Lee",
                "||Lee|Dr. Lee",
                " Ann |May||Dr. Ann May",
                "|||''"
            })
    void leavesNoHolesInATemplateAndNothingWhereAllIsEmpty(String first, String middle, String last, String name)
            throws IOException {
        String row = "1," + text(first) + "," + text(middle) + "," + text(last);

        assertThat(values("Id", "{template: 'Dr. {a} {b} {c}'}", "Id", "Id,a,b,c\n" + row)
                        .get(1))
                .isEqualTo(name);
    }

    @Test
    void writesBracesThatAreMeant() throws IOException {
        assertThat(values("Id", "{template: '{{{a}}}'}", "Id", "Id,a\n1,x").get(1))
                .isEqualTo("{x}");
    }

    @Test
    void takesTheFirstThatIsNotBlank() throws IOException {
        String mapping = "{first: [a, b, c]}";

        assertThat(values("Id", mapping, "Id", "Id,a,b,c\n1, ,x,y").get(1)).isEqualTo("x");
        assertThat(values("Id", mapping, "Id", "Id,a,b,c\n1,,,").get(1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T23:30:00Z,          UTC,              , 2026-03-01",
        "2026-03-01T23:30:00Z,          Europe/Paris,     , 2026-03-02",
        "2026-03-01T02:00:00.123+02:00, America/New_York, , 2026-02-28",
        "2026-03-01T23:30,              Asia/Tokyo,       , 2026-03-01",
        "2026-03-01,                    Asia/Tokyo,       , 2026-03-01",
        "01/03/2026 23:30,              Europe/Paris, dd/MM/yyyy HH:mm, 2026-03-01",
        "1 Mar 2026,                    Europe/Paris, d MMM yyyy,       2026-03-01",
        "2026-02-30T10:00:00Z,          UTC,              , 2026-02-30T10:00:00Z",
        "30/02/2026,                    UTC,   dd/MM/yyyy, 30/02/2026",
        "yesterday,                     UTC,              , yesterday"
    })
    void tellsTheDayAtAPlaceAndLeavesWhatIsNoTimeToTheRules(String time, String zone, String format, String day)
            throws IOException {
        String date = "{date: t, zone: " + zone + (format == null ? "" : ", format: '" + format + "'") + "}";

        assertThat(values("Id", date, "Id", "Id,t\n1," + time).get(1)).isEqualTo(day);
    }

    @Test
    void looksUpWhatAnotherFileSaysInAnyDialect() throws IOException {
        MappedFile file = new MappedFile(directory);
        file.write("places.csv", "\uFEFFNAME;Key;x\n\"St. Mary; East\"; p1 ;1\nMercy;p2;2\n");
        String mapping = DOCTORS.formatted("Id", "Id", "{lookup: place, in: places.csv, key: key, value: Name}");

        assertThat(file.rows(mapping, "Id,Place\n1,p1\n2, p2\n3,p3\n4,\n"))
                .map(row -> ((CsvRow.Row) row).values().get(3))
                .containsExactly("St. Mary; East", "Mercy", "", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'key,name\n1,a,b\n'     | whose line 2 has not as many fields as its header",
                "'key,title\n1,a\n'      | which has no column name",
                "'key,name,name\n1,a,b\n' | which has the column name more than once",
                "'key,name,key\n1,a,2\n'  | which has the column key more than once",
                "'key,name\n1,\"a\n'     | which is no CSV"
            })
    void doesNotUseADamagedLookup(String content, String reason) throws IOException {
        MappedFile file = new MappedFile(directory);
        file.write("places.csv", content.replace("\\n", "\n"));
        String mapping = DOCTORS.formatted("Id", "Id", "{lookup: Id, in: places.csv, key: key, value: name}");

        assertThat(file.reading(mapping, "Id\n1\n")).asString().contains("looks values up in places.csv, " + reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 20})
    void saysWhichLookupCannotBeRead(int bytes) throws IOException {
        MappedFile file = new MappedFile(directory);
        String mapping = DOCTORS.formatted("Id", "Id", "{lookup: Id, in: places.csv, key: key, value: name}");
        file.compressed("places.csv.gz", "key,name\n" + "1,Mercy\n".repeat(1_000), bytes);

        assertThat(file.reading(mapping, "Id\n1\n"))
                .isEqualTo(new Feed.Lacking("looks values up in places.csv.gz, which cannot be read (EOFException)"));
    }

    @Test
    void saysWhichLookupIsMissing() throws IOException {
        String mapping = DOCTORS.formatted("Id", "Id", "{lookup: Id, in: places.csv, key: key, value: name}");

        assertThat(new MappedFile(directory).reading(mapping, "Id\n1\n"))
                .asString()
                .contains("needs the file places.csv beside it");
    }

    @Test
    void makesTheSameIdOfTheSameValuesOnly() throws IOException {
        String id = "{hash: [a, b]}";

        String one = values(id, "a", "a", "a,b,c\nx,y,1").get(0);
        assertThat(one).matches("[0-9a-f]{32}").isEqualTo("dc29fa14cc08d9fc5810d15a19551aa9");
        assertThat(values(id, "a", "a", "c,b,a\n2, y ,x").get(0)).isEqualTo(one);
        assertThat(values(id, "a", "a", "a,b\nxy,").get(0)).isNotEqualTo(one);
        assertThat(values(id, "a", "a", "a,b\n,xy").get(0)).isNotEqualTo(one);
        assertThat(values(id, "a", "a", "a,b\n,").get(0)).isEmpty();
    }

    private List<String> values(String id, String name, String hospital, String csv) throws IOException {
        return new MappedFile(directory).values(DOCTORS.formatted(id, name, hospital), csv + "\n");
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}

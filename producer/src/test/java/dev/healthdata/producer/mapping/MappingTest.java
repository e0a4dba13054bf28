package dev.healthdata.producer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.producer.csv.CsvRow;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.records.catalog.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    private static final String DOCTORS = """
            tables:
              - table: doctors
                file: People*.csv
                where: {kind: [doctor, surgeon]}
                columns:
                  doctor_id: Id
                  name: Name
                  specialization: {lookup: Field, in: fields.csv, key: code, value: name}
                  hospital: {constant: Mercy}
            """;
    private static final String CSV = "Id,Name,Kind,Field\n1,Ann,doctor,c\n";
    private static final String FIELDS = "code,name\nc,Cardiology\nd,Dermatology\n";

    @TempDir
    private Path directory;

    @Test
    void leavesOutRowsThatAreNoneOfTheTable() throws IOException {
        MappedFile file = new MappedFile(directory);
        file.write("fields.csv", FIELDS);

        List<CsvRow> rows =
                file.rows(DOCTORS, "Id,Name,Kind,Field\n1,Ann,doctor,c\n2,Bob,nurse,d\n3,\"Eve\n4,Joe, surgeon ,d\n");

        assertThat(rows)
                .map(row -> row.getClass().getSimpleName())
                .containsExactly("Row", "LeftOut", "Malformed", "Row");
        assertThat(rows).map(CsvRow::record).containsExactly(1L, 2L, 3L, 4L);
        assertThat(rows).map(CsvRow::line).containsExactly(2L, 3L, 4L, 5L);
        assertThat(((CsvRow.Row) rows.get(3)).values()).containsExactly("4", "Joe", "Dermatology", "Mercy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\uFEFF"})
    void readsNoFileWhoseLookupIsEmpty(String empty) throws IOException {
        MappedFile file = new MappedFile(directory);
        file.write("fields.csv", empty);

        assertThat(file.reading(DOCTORS, CSV))
                .isEqualTo(new Feed.Lacking("looks values up in fields.csv, which is empty"));
    }

    @Test
    void tellsAllThatIsWrongWithItsPlace() throws IOException {
        String mapping = """
                tables:
                  - table: nurses
                    file: a*.csv
                    columns: {x: {}}
                  - table: visits
                    files: a
                    where: [1]
                    columns:
                      visit_id: ""
                      patient_id: {template: "{A"}
                      doctor_id: {template: "Dr"}
                      visit_date: {date: A, zone: Mars, hour: 3}
                      visit_date: B
                      reason: {lookup: A, in: ../x.csv}
                      colour: {hash: []}
                  - table: doctors
                    file: "[a"
                    columns:
                      doctor_id: {hash: [], first: A}
                      name: "{A}"
                      specialization: {date: A, zone: UTC, format: "bb{"}
                      hospital: {constant: {a: b}}
                """;

        assertThat(problems(mapping))
                .containsExactlyInAnyOrder(
                        "2:12: there is no table nurses, only patients, doctors, visits, lab_reports",
                        "4:18: is made in one way of template, constant, first, date, lookup, hash",
                        "6:5: there is no key files here, only table, file, where, columns",
                        "5:5: file is missing",
                        "7:12: where is an object: lines of 'key: value'",
                        "9:17: names no column of the file; {constant: \"\"} leaves the column empty",
                        "10:30: the template has a brace that is alone; write {{ or }} for the character itself",
                        "11:29: the template names no column, as in \"{FIRST} {LAST}\"; use constant for fixed text",
                        "12:35: there is no time zone Mars; UTC and Europe/Paris are some",
                        "12:41: there is no key hour here, only date, zone, format",
                        "13:7: visit_date is there twice",
                        "14:31: in is the name of a file that lies beside the one that is read",
                        "14:15: key is missing",
                        "14:15: value is missing",
                        "15:7: visits has no column colour, only visit_id, patient_id, doctor_id, visit_date, reason,"
                                + " visit_type",
                        "9:7: the column visit_type of visits is missing; 'visit_type: {constant: \"\"}' leaves it"
                                + " empty",
                        "17:11: file is a name or a pattern like encounters*.csv: Missing ']",
                        "19:18: is made in one way of template, constant, first, date, lookup, hash, not hash and first",
                        "20:13: looks like a template: write {template: \"…\"}",
                        "21:52: format is no pattern like \"dd/MM/yyyy HH:mm\"",
                        "22:28: constant is a text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                   | is empty: it begins with 'tables:'",
                "'tables:\n  - a: [b'  | 2:10: is no YAML here: expected ',' or ']', but got <stream end>",
                "just a text          | 1:1: a mapping is an object: lines of 'key: value'",
                "'tables: []'         | 1:1: tables is a list with an entry for each table: '- table: patients' …",
                "'other: 1'           | 1:1: there is no key other here, only tables"
            })
    void refusesWhatIsNoMapping(String text, String problem) throws IOException {
        assertThat(problems(text.replace("\\n", "\n"))).contains(problem);
    }

    @Test
    void refusesTwoWaysFromOneFileToOneTable() throws IOException {
        String again = DOCTORS.substring(DOCTORS.indexOf("  - table"));

        assertThat(problems(DOCTORS + again))
                .containsExactly("10:5: there is another entry for the same table and file");
    }

    @Test
    void doesNotTakeAFileThatIsNotThere() {
        List<String> problems = new ArrayList<>();

        assertThat(Mapping.read(directory.resolve("none.yml"), problems)).isEmpty();
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("none.yml: cannot be read as YAML (NoSuchFileException)");
    }

    @Test
    void namesFilesInAnyCaseAndTablesOfOneFileAllOfThem() throws IOException {
        String both = DOCTORS + """
                  - table: patients
                    file: people.csv
                    columns: {patient_id: Id, name: Name, gender: G, dob: D, blood_group: B, city: C}
                """;
        Mapping mapping = Mapping.read(new MappedFile(directory).write("both.yml", both), new ArrayList<>())
                .orElseThrow();
        Feeds all = new Feeds(Optional.of(mapping), Optional.empty());
        Feeds patients = new Feeds(Optional.of(mapping), Tables.find("patients"));

        assertThat(tables(all, "PEOPLE.csv")).containsExactly("doctors", "patients");
        assertThat(tables(all, "people-2026.csv")).containsExactly("doctors");
        assertThat(all.wants("others.csv")).isFalse();
        assertThat(all.isLookup("fields.csv.gz")).isTrue();
        assertThat(tables(patients, "others.csv")).containsExactly("patients");
        assertThat(patients.wants("others.csv")).as("in a directory").isFalse();
        assertThat(patients.wants("people-2026.csv")).as("of doctors only").isFalse();
        assertThat(patients.wants("PEOPLE.csv")).isTrue();
    }

    @Test
    void knowsTheSameRowsUnderTheSameIdentityAndNoOthers() throws IOException {
        MappedFile file = new MappedFile(directory);
        file.write("fields.csv", FIELDS);
        String identity = identity(file, DOCTORS);

        assertThat(identity).isEqualTo(":doctors:01bd1177c4145b3e1657cbfdab50412c");
        assertThat(identity(file, DOCTORS.replace("People*", "people") + "# a remark\n"))
                .isEqualTo(identity);
        assertThat(identity(file, DOCTORS.replace("[doctor, surgeon]", "[surgeon, doctor]")))
                .isEqualTo(identity);
        assertThat(identity(file, DOCTORS.replace("name: Name", "name: NAME"))).isEqualTo(identity);
        assertThat(identity(file, DOCTORS.replace("name: Name", "name: Id"))).isNotEqualTo(identity);
        assertThat(identity(file, DOCTORS.replace("surgeon", "nurse"))).isNotEqualTo(identity);
        assertThat(identity(file, DOCTORS.replace("Mercy", "Mary"))).isNotEqualTo(identity);

        file.write("fields.csv", "name;code\nDermatology;d\nCardiology;c\n");
        assertThat(identity(file, DOCTORS)).isEqualTo(identity);
        file.write("fields.csv", FIELDS.replace("Derma", "Epiderma"));
        assertThat(identity(file, DOCTORS)).isNotEqualTo(identity);
    }

    private static String identity(MappedFile file, String mapping) throws IOException {
        return ((Feed.Ready) file.reading(mapping, CSV)).identity();
    }

    private static List<String> tables(Feeds feeds, String name) {
        return feeds.of(new SourceFile(Path.of(name))).stream()
                .map(feed -> feed.table().orElseThrow().name())
                .toList();
    }

    /** Without the name of the file. */
    private List<String> problems(String mapping) throws IOException {
        Path file = new MappedFile(directory).write("mapping.yml", mapping);
        List<String> problems = new ArrayList<>();
        assertThat(Mapping.read(file, problems)).isEmpty();
        return problems.stream()
                .map(problem -> problem.substring(file.toString().length() + 1).strip())
                .toList();
    }
}

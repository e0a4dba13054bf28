package dev.healthdata.platform.deadletters.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.TopicReader;
import dev.healthdata.platform.deadletters.TestLetters;
import dev.healthdata.platform.deadletters.sheet.SheetReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of which some rows were sent before: the replay was interrupted, or is run once more. */
class RepairedRowsIT {
    private static final Table DOCTORS = Tables.named("doctors");
    private static final String HEADER = "doctor_id,name,specialization,hospital,_file,_line,_rules,_key";

    private final TestKafka kafka = TestKafka.shared();

    @TempDir
    private Path directory;

    @BeforeEach
    void reset() {
        kafka.reset(2);
    }

    @Test
    void rowsThatWereAcceptedAsTheyAreInTheFileAreDone() throws Exception {
        clean("D1", "Dora", "City");
        clean("D2", "Dora", "Elsewhere");
        clean("D3", "Dora", "City");
        TestLetters.write(kafka, DOCTORS.cleanTopic(), "D3", null);

        assertThat(told(
                        Map.of(),
                        "D1,Dora,, City ,d.csv,2,,D1",
                        "D2,Dora,,City,d.csv,3,,D2",
                        "D3,Dora,,City,d.csv,4,,D3"))
                .containsExactly(
                        "D1 already accepted",
                        "D2 skipped, has no open dead letter",
                        "D3 skipped, has no open dead letter");
    }

    @Test
    void aRowThatWasAcceptedUnderItsCorrectedIdIsDone() throws Exception {
        clean("D1", "Dora", "City");

        assertThat(told(Map.of(), "D1,Dora,,City,d.csv,2,,abc:2")).containsExactly("abc:2 already accepted");
    }

    @Test
    void aRowIsComparedAsItWasSentWithWhatIsSetInEveryRow() throws Exception {
        clean("D1", "Dora", "West");

        assertThat(told(Map.of("hospital", "West"), "D1,Dora,,City,d.csv,2,,D1"))
                .containsExactly("D1 already accepted");
    }

    @Test
    void aRowWhoseDeadLetterIsOpenButNotMeantIsNotDone() throws Exception {
        clean("D1", "Dora", "City");
        TestLetters.open(kafka, DOCTORS, "D1", Stage.SINK);

        assertThat(told(Map.of(), "D1,Dora,,City,d.csv,2,,D1"))
                .containsExactly("D1 skipped, has a dead letter that these options leave out");
    }

    @Test
    void aRowThatGetsAnIdOfWhichAnotherRowCameLaterIsNotSent() throws Exception {
        clean("D1", "Dora", "Elsewhere");
        TestLetters.open(kafka, DOCTORS, "abc:2", Stage.VALIDATE);
        TestLetters.open(kafka, DOCTORS, "abc:3", Stage.VALIDATE);
        TestLetters.open(kafka, DOCTORS, "abc:4", Stage.VALIDATE);
        clean("D2", "Dora", "Elsewhere");
        clean("D3", "Dora", "City");

        assertThat(told(Map.of(), "D1,Dora,,City,,,,abc:2", "D2,Dora,,City,,,,abc:3", "D3,Dora,,City,,,,abc:4"))
                .containsExactly(
                        "doctors abc:2 to be sent",
                        "abc:3 skipped, gets an id of which another row came later:"
                                + " close this dead letter, or send the row in a file",
                        "doctors abc:4 to be sent");
    }

    /** Only letters of stage VALIDATE are meant. */
    private List<String> told(Map<String, String> set, String... rows) throws Exception {
        Path sheet = Files.writeString(directory.resolve("doctors.csv"), HEADER + "\n" + String.join("\n", rows));
        List<String> told = new ArrayList<>();
        Preparation preparation = new Preparation(set, new RowRules(Clock.systemUTC(), Severities.defaults()), 10);
        try (TopicReader reader = new TopicReader(kafka.client())) {
            RepairedRows.of(
                            SheetReader.open(sheet),
                            reader,
                            "validator-stream",
                            letter -> letter.why().stage() == Stage.VALIDATE,
                            preparation)
                    .forEach(
                            row -> told.add(row + " to be sent"),
                            each -> told.add(each.key() + " " + each.outcome().text()
                                    + (each.detail().isEmpty() ? "" : ", " + each.detail())));
        }
        return told;
    }

    private void clean(String id, String name, String hospital) throws Exception {
        TestLetters.write(
                kafka,
                DOCTORS.cleanTopic(),
                id,
                CleanJson.encode(Fields.of(DOCTORS, Arrays.asList(id, name, null, hospital)), 1));
    }
}

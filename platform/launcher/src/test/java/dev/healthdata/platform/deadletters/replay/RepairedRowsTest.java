package dev.healthdata.platform.deadletters.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.platform.books.Content;
import dev.healthdata.platform.deadletters.sheet.SheetReader;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.Provenance;
import dev.healthdata.records.envelope.RawOrigin;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairedRowsTest {
    private static final Table DOCTORS = Tables.named("doctors");
    private static final Map<String, String> ROW =
            Map.of("doctor_id", "D1", "name", "Dora", "specialization", "ENT", "hospital", "City");
    private static final String HEADER = "doctor_id,name,specialization,hospital,_file,_line,_rules,_key";

    private static final String NEWER =
            "skipped, has a newer dead letter, of another line or file: export again if it came since";

    @TempDir
    private Path directory;

    @Test
    void aGuessThatNobodyChangedIsSkippedThoughTheRulesLetItPass() throws Exception {
        assertThat(replayed(letter(false), Map.of(), HEADER, "D1,Dora,ENT,City,doctors.csv,2,,D1"))
                .containsExactly(
                        "skipped, cannot be read as a row; 'export' it, repair it, and replay --from the file");
    }

    @Test
    void aGuessThatNobodyChangedStaysOneWhateverIsSetInEveryRow() throws Exception {
        assertThat(replayed(letter(false), Map.of("hospital", "West"), HEADER, "D1,Dora,ENT,City,doctors.csv,2,,D1"))
                .containsExactly(
                        "skipped, cannot be read as a row; 'export' it, repair it, and replay --from the file");
    }

    @Test
    void aGuessThatSomebodyCorrectedIsSent() throws Exception {
        assertThat(replayed(letter(false), Map.of(), HEADER, "D1,Dora,ENT,West,doctors.csv,2,,D1"))
                .containsExactly("would be accepted");
    }

    @Test
    void aRowThatWasReadIsSentUnchangedIfTheRulesLetItPassNow() throws Exception {
        assertThat(replayed(letter(true), Map.of(), HEADER, "D1,Dora,ENT,City,doctors.csv,2,,D1"))
                .containsExactly("would be accepted");
    }

    @Test
    void aRowIsSkippedIfTheLetterOfItsKeyIsOfANewerFile() throws Exception {
        assertThat(replayed(letter(true), Map.of(), HEADER, "D1,Dora,ENT,West,monday.csv,2,,D1"))
                .containsExactly(NEWER);
    }

    @Test
    void aRowIsSkippedIfTheLetterOfItsKeyIsOfTheSameLineOfANewerFileOfTheSameName() throws Exception {
        String header = "doctor_id,name,specialization,hospital,_file,_line,_content,_rules,_key";

        assertThat(replayed(letter(true), Map.of(), header, "D1,Dora,ENT,West,doctors.csv,2,xyz,,D1"))
                .containsExactly(NEWER);
        assertThat(replayed(letter(true), Map.of(), header, "D1,Dora,ENT,West,doctors.csv,2,abc,,D1"))
                .containsExactly("would be accepted");
    }

    @Test
    void aRowIsSkippedIfTheLetterOfItsKeyIsOfALaterLine() throws Exception {
        assertThat(replayed(letter(true), Map.of(), HEADER, "D1,Dora,ENT,West,doctors.csv,1,,D1"))
                .containsExactly(NEWER);
    }

    @Test
    void aRowIsSkippedIfOnlyOneOfBothLettersHasASource() throws Exception {
        assertThat(replayed(letter(true), Map.of(), HEADER, "D1,Dora,ENT,West,,,,D1"))
                .containsExactly(NEWER);
        assertThat(replayed(letter(true, Optional.empty()), Map.of(), HEADER, "D1,Dora,ENT,West,doctors.csv,2,,D1"))
                .containsExactly(NEWER);
    }

    @Test
    void aRowWithoutASourceIsSent() throws Exception {
        assertThat(replayed(letter(true, Optional.empty()), Map.of(), HEADER, "D1,Dora,ENT,West,,,,D1"))
                .containsExactly("would be accepted");
    }

    @Test
    void aRowWhoseIdWasCorrectedIsSent() throws Exception {
        assertThat(replayed(letter(true), Map.of(), HEADER, "D2,Dora,ENT,City,doctors.csv,2,,D1"))
                .containsExactly("would be accepted");
    }

    @Test
    void aRowThatWasRejectedUnderItsCorrectedIdIsSent() throws Exception {
        assertThat(replayed(letter(true), Map.of(), HEADER, "D1,Dora,ENT,City,doctors.csv,2,,abc:2"))
                .containsExactly("would be accepted");
    }

    @Test
    void aSheetWithoutTheColumnsThatTellTheSourceIsSent() throws Exception {
        String header = "doctor_id,name,specialization,hospital,_key";

        assertThat(replayed(letter(true), Map.of(), header, "D1,Dora,ENT,West,D1"))
                .containsExactly("would be accepted");
    }

    /** What a dry run of a sheet says, with the open dead letter of D1. */
    private List<String> replayed(Target letter, Map<String, String> set, String... lines) throws IOException {
        Path sheet = Files.writeString(directory.resolve("doctors.csv"), String.join("\r\n", lines) + "\r\n");
        Preparation preparation = new Preparation(set, new RowRules(Clock.systemUTC(), Severities.defaults()), 10);
        List<String> told = new ArrayList<>();
        Dry dry = new Dry(preparation, result -> told.add(text(result)));
        RepairedRows rows = new RepairedRows(SheetReader.open(sheet), preparation);
        rows.open(letter, true);
        rows.forEach(dry::add, result -> told.add(text(result)));
        return told;
    }

    private static String text(Result result) {
        return result.outcome().text() + (result.detail().isEmpty() ? "" : ", " + result.detail());
    }

    private static Target letter(boolean known) {
        return letter(known, Optional.of(new Provenance("doctors.csv", "abc", 1, 2)));
    }

    private static Target letter(boolean known, Optional<Provenance> source) {
        return new Target(
                DOCTORS,
                "D1",
                Stage.VALIDATE,
                1,
                source,
                new RawOrigin("raw-doctors", 0, 7),
                Instant.EPOCH,
                "doctors.csv, line 2",
                Content.of(Fields.trimmed(DOCTORS, ROW).values()),
                known);
    }
}

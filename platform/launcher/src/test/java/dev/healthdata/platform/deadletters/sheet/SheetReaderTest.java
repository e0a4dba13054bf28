package dev.healthdata.platform.deadletters.sheet;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What spreadsheets save of an export. */
class SheetReaderTest {
    private static final String HEADER = "doctor_id,name,specialization,hospital,_file,_line,_rules,_key";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void readsAnySeparatorAlsoWhereValuesHoldTheOthers(String separator) throws Exception {
        String values = "D1,\"Dora, MD; PhD\tENT\",'007,\"Köln\nWest\",d.csv,2,,D1"
                .replace(",", separator)
                .replace("Dora" + separator, "Dora,");

        assertThat(rows("\uFEFF" + HEADER.replace(",", separator) + "\r\n" + values + "\r\n"))
                .containsExactly("D1|D1|Dora, MD; PhD\tENT|007|Köln\nWest");
    }

    @Test
    void readsAHeaderInQuotesRowsOfNothingAndColumnsInAnotherOrder() throws Exception {
        String header = "'_key';'name';'doctor_id';'hospital';'specialization';'my notes'".replace('\'', '"');

        assertThat(rows(String.join("\n", header, "D1;Dora;D1;City;ENT;ask her", ";;;;;", "")))
                .containsExactly("D1|D1|Dora|ENT|City");
    }

    @Test
    void readsLinesThatEndInACarriageReturnAlone() throws Exception {
        assertThat(rows(HEADER.replace(",", ";") + "\rD1;Dora;ENT;City;d.csv;2;;D1\r"))
                .containsExactly("D1|D1|Dora|ENT|City");
    }

    @Test
    void saysWhatToDoWithAFileInAnotherCharset() throws Exception {
        assertThatThrownBy(() -> rows(HEADER + "\nD1,Köln,,,,,,D1", Charset.forName("windows-1252")))
                .hasMessageContaining("save it as 'CSV UTF-8'");
        assertThatThrownBy(() -> rows(HEADER.replace(",", "\t"), UTF_16))
                .hasMessageContaining("save it as 'CSV UTF-8'");
    }

    @Test
    void saysItBeforeTheFirstRowIsReadAlsoOfAFileThatIsWrongFarBehindItsHeader() throws Exception {
        String right = "D1,Dora,ENT,City,d.csv,2,,D1\n".repeat(10_000);
        Path charset = file(HEADER + "\n" + right + "D2,Köln,,,,,,D2\n", Charset.forName("windows-1252"));
        Path quote = file(HEADER + "\n" + right + "D2,\"Dora,,,,,,D2\n", UTF_8);

        assertThatThrownBy(() -> SheetReader.open(charset)).hasMessageContaining("save it as 'CSV UTF-8'");
        assertThatThrownBy(() -> SheetReader.open(quote)).hasMessageContaining("save it as 'CSV UTF-8'");
    }

    @Test
    void saysWhatAFileLacksThatIsNoExport() {
        assertThatThrownBy(() -> rows("doctor_id;name;specialization;hospital\n"))
                .hasMessageContaining("has no column _key");
    }

    @Test
    void saysWhichColumnAFileHasTwiceInsteadOfTakingOneOfThem() {
        assertThatThrownBy(() -> rows(HEADER + ",hospital\nD1,Dora,ENT,City,d.csv,2,,D1,West\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has the column hospital twice");
        assertThatThrownBy(() -> rows("_key," + HEADER + "\nD2,D1,Dora,ENT,City,d.csv,2,,D1\n"))
                .hasMessageContaining("has the column _key twice");
    }

    @Test
    void leavesColumnsAloneThatAreNoneOfOurs() throws Exception {
        assertThat(rows(HEADER + ",note,note,,\nD1,Dora,ENT,City,d.csv,2,,D1,a,b,,\n"))
                .containsExactly("D1|D1|Dora|ENT|City");
    }

    private List<String> rows(String text) throws Exception {
        return rows(text, UTF_8);
    }

    private List<String> rows(String text, Charset charset) throws Exception {
        List<String> rows = new ArrayList<>();
        SheetReader.open(file(text, charset)).forEach(row -> {
            List<String> cells = new ArrayList<>(List.of(row.key()));
            for (String column : List.of("doctor_id", "name", "specialization", "hospital")) {
                cells.add(row.cells().get(column));
            }
            rows.add(String.join("|", cells));
        });
        return rows;
    }

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(Files.createTempFile(directory, "doctors", ".csv"), text.getBytes(charset));
    }
}

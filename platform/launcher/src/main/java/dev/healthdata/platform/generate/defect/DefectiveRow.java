package dev.healthdata.platform.generate.defect;

import dev.healthdata.platform.generate.csv.CsvLine;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A wrong row.
 *
 * @param text without the line end; on one line, unless it is well-formed CSV
 * @param charset in which it is written
 * @param rules the ids of all rules that it breaks, in the order of the columns
 */
public record DefectiveRow(String text, Charset charset, List<String> rules) {
    public DefectiveRow {
        rules = List.copyOf(rules);
    }

    /** A row that is well-formed CSV. */
    static DefectiveRow of(List<String> values, List<String> rules) {
        return new DefectiveRow(CsvLine.of(values), StandardCharsets.UTF_8, rules);
    }

    public byte[] bytes() {
        return text.getBytes(charset);
    }
}

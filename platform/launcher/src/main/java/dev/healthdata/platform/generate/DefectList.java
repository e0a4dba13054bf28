package dev.healthdata.platform.generate;

import dev.healthdata.platform.generate.csv.CsvLine;
import dev.healthdata.platform.generate.csv.LineWriter;
import java.io.IOException;
import java.util.List;

/** {@code defects.csv}: each rule that must fire, with the file and the line on which the row starts. */
final class DefectList {
    static final String FILE = "defects.csv";

    private final LineWriter out;
    private long rows;

    DefectList(LineWriter out) throws IOException {
        this.out = out;
        out.write("file,line,rule");
    }

    void add(String file, long line, List<String> rules) throws IOException {
        for (String rule : rules) {
            out.write(CsvLine.of(List.of(file, Long.toString(line), rule)));
        }
        rows++;
    }

    /** How many rows are defective. */
    long rows() {
        return rows;
    }
}

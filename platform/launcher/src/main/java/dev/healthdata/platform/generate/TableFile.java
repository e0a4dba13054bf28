package dev.healthdata.platform.generate;

import dev.healthdata.platform.generate.csv.CsvLine;
import dev.healthdata.platform.generate.csv.LineWriter;
import dev.healthdata.platform.generate.defect.DefectiveRow;
import dev.healthdata.platform.generate.defect.Defects;
import dev.healthdata.platform.generate.random.SplitMix64;
import dev.healthdata.platform.generate.random.Streams;
import dev.healthdata.platform.generate.row.Layout;
import dev.healthdata.platform.generate.row.Oddity;
import dev.healthdata.platform.generate.row.RowSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The rows of one file, in their order. */
final class TableFile {
    private final RowSource source;
    private final Layout layout;
    private final Defects defects;
    private final Streams paddings;

    TableFile(long seed, RowSource source, Defects defects) {
        this.source = source;
        this.layout = source.layout();
        this.defects = defects;
        this.paddings = new Streams(seed, source.table().name() + "-padding");
    }

    static String nameFor(String table) {
        return table + ".csv";
    }

    void write(LineWriter file, DefectList list, Progress progress) throws IOException {
        String table = source.table().name();
        file.write(CsvLine.of(source.table().columnNames()));
        for (long place = 0; place < layout.slots(); place++) {
            long slot = layout.slotAt(place);
            OptionalLong defect = layout.defectOf(slot);
            if (defect.isPresent()) {
                DefectiveRow row = defects.make(defect.getAsLong(), slot);
                list.add(nameFor(table), file.nextLine(), row.rules());
                file.write(row.bytes());
            } else {
                file.write(CsvLine.of(rightRow(slot)));
            }
            progress.written(table, place + 1, layout.slots());
        }
    }

    private List<String> rightRow(long slot) {
        OptionalLong repeated = layout.repeated(slot);
        if (repeated.isEmpty()) {
            return asFirstWritten(slot);
        }
        return layout.oddityOf(slot) == Oddity.CORRECTION
                ? source.corrected(repeated.getAsLong())
                : asFirstWritten(repeated.getAsLong());
    }

    private List<String> asFirstWritten(long slot) {
        List<String> row = source.row(slot);
        return layout.oddityOf(slot) == Oddity.PADDED ? padded(row, paddings.of(slot)) : row;
    }

    private static List<String> padded(List<String> row, SplitMix64 random) {
        List<String> padded = new ArrayList<>(row);
        for (int i = random.between(1, 3); i > 0; i--) {
            int column = random.below(row.size());
            String value = row.get(column);
            padded.set(column, random.pick(" " + value, value + "  ", "  " + value + " ", value + "\t"));
        }
        return padded;
    }
}

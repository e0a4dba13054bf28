package dev.healthdata.analytics.publish;

import java.util.ArrayList;
import java.util.List;

/**
 * Which files there are of each aggregate.
 *
 * @param spreadsheetSafe whether text in the CSV files that a spreadsheet would take for a formula is made harmless
 * @param parquet whether there is a Parquet file beside each CSV file
 */
public record Formats(boolean spreadsheetSafe, boolean parquet) {
    /** CSV as it is. */
    public static final Formats DEFAULT = new Formats(false, false);

    List<FileFormat> written() {
        List<FileFormat> formats = new ArrayList<>();
        formats.add(new Csv(spreadsheetSafe));
        if (parquet) {
            formats.add(new Parquet());
        }
        return formats;
    }

    /** What an earlier run may have left, and would grow old unseen. */
    List<FileFormat> notWritten() {
        return parquet ? List.of() : List.of(new Parquet());
    }
}

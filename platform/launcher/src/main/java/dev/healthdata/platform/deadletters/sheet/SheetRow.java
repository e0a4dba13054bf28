package dev.healthdata.platform.deadletters.sheet;

import java.util.Map;

/**
 * A row of a repaired file. Patient data.
 *
 * @param line in the repaired file, where the row ends
 * @param key of its dead letter; empty if somebody removed it
 * @param cells text by column
 */
public record SheetRow(long line, String key, Map<String, String> cells) {
    @Override
    public String toString() {
        return "row at line " + line;
    }
}

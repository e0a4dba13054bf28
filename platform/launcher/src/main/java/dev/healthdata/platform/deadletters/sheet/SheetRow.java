package dev.healthdata.platform.deadletters.sheet;

import dev.healthdata.records.envelope.Provenance;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a repaired file. Patient data.
 *
 * @param line in the repaired file, where the row ends
 * @param key of its dead letter; empty if somebody removed it
 * @param sourceFile of the row that was exported; blank if it had none, empty if somebody removed the column
 * @param sourceLine likewise
 * @param sourceContent likewise; by it files of the same name are told
 * @param cells text by column
 */
public record SheetRow(
        long line,
        String key,
        Optional<String> sourceFile,
        Optional<String> sourceLine,
        Optional<String> sourceContent,
        Map<String, String> cells) {
    private static final int CONTENT_DIGITS = 16;

    /** Enough of a content's hash to tell two files of the same name. */
    static String content(Provenance source) {
        String hash = source.sha256();
        return hash.substring(0, Math.min(CONTENT_DIGITS, hash.length()));
    }

    /** Whether a dead letter with this source may be the one that was exported, and not one of a newer row of its key. */
    public boolean mayRepair(Optional<Provenance> source) {
        return agrees(sourceFile, source.map(Provenance::file))
                && agrees(sourceLine, source.map(from -> Long.toString(from.line())))
                && agrees(sourceContent, source.map(SheetRow::content));
    }

    private static boolean agrees(Optional<String> cell, Optional<String> letter) {
        return cell.isEmpty() || cell.get().strip().equals(letter.orElse("").strip());
    }

    @Override
    public String toString() {
        return "row at line " + line;
    }
}

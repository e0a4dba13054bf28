package dev.healthdata.producer.check;

import java.util.List;
import java.util.OptionalLong;

/** What was found in a file: names, places, rules and counts, never a value. */
public sealed interface FileReport {
    /** Its name, without the folders. */
    String file();

    /**
     * A file whose rows could be read.
     *
     * @param rows malformed ones among them
     * @param rejected malformed ones, and those that break a rule that rejects
     * @param warned rows that would be stored with a warning
     * @param leftOut rows besides, which the mapping leaves out
     * @param haltedAfter the line behind which a replay would hold the rest back
     * @param unknownColumns of the header, which are left out
     * @param findings those that reject first, then by how many rows break them
     */
    record Checked(
            String file,
            String table,
            long rows,
            long malformed,
            long rejected,
            long warned,
            long leftOut,
            OptionalLong haltedAfter,
            List<String> unknownColumns,
            List<Finding> findings)
            implements FileReport {}

    /**
     * A file that cannot be used at all.
     *
     * @param reason to be read after "it"
     * @param usage whether it is no fault of its content: it cannot be read, or belongs to no table
     */
    record Unusable(String file, String reason, boolean usage) implements FileReport {}
}

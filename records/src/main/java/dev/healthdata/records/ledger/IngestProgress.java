package dev.healthdata.records.ledger;

import java.time.Instant;

/**
 * The producer's books for one file, kept under the SHA-256 of its content in {@code ingest-progress}: written in the
 * transaction of every row that they count, so that they are exact at any moment, also after a kill -9.
 *
 * @param file the name that the content was last seen under, without its folders
 * @param table the name of the table that its rows went to
 * @param way which of the content's rows become rows of the table, and under which ids: books of one content and way are of rows
 *     that replace each other. Empty where the file has the table's own columns, and in books of earlier versions
 * @param bytes of the content (decompressed) that are done with, from its beginning
 * @param lines that are done with, the header's among them
 * @param rows sent as rows
 * @param malformed sent as malformed rows
 * @param rejected of both, those that the validator will reject by themselves, whatever they refer to
 * @param leftOut rows that are no raw records, since the mapping of the file leaves them out
 * @param earlier rows and malformed rows of earlier runs, where the same content was sent again on request
 * @param state what happens to the rest of the file
 * @param started when the first of its rows was sent
 * @param updated when this was written; the end of the ingestion once it is done
 */
public record IngestProgress(
        String file,
        String table,
        String way,
        long bytes,
        long lines,
        long rows,
        long malformed,
        long rejected,
        long leftOut,
        long earlier,
        State state,
        Instant started,
        Instant updated) {

    /** What happens to the rows that are not sent yet. */
    public enum State {
        /** They follow. */
        SENDING,
        /** They are held back, because too many of those before them were rejected. */
        HALTED,
        /** They follow on request, however many are rejected. */
        FORCED,
        /** There are none. */
        DONE
    }

    /** Raw records of this run: its rows, malformed ones among them. */
    public long records() {
        return rows + malformed;
    }

    /** Rows of the file that are done with, whatever became of them: the number of the last one. */
    public long read() {
        return records() + leftOut;
    }

    /** All raw records that the content has given. */
    public long sent() {
        return earlier + records();
    }

    /** Whether the whole file is sent. */
    public boolean done() {
        return state == State.DONE;
    }

    /** Whether the rest of the file is to follow. */
    public boolean begun() {
        return state == State.SENDING || state == State.FORCED;
    }

    /** Whether the rest of the file is held back. */
    public boolean halted() {
        return state == State.HALTED;
    }

    /** The same books, in which the rest is sent on request. */
    public IngestProgress forced(Instant now) {
        return new IngestProgress(
                file,
                table,
                way,
                bytes,
                lines,
                rows,
                malformed,
                rejected,
                leftOut,
                earlier,
                State.FORCED,
                started,
                now);
    }
}

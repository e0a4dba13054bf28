package dev.healthdata.producer.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text of the fields of one row. */
final class FieldDecoder {
    private final Dialect dialect;
    private final QuotedRows quotedRows;
    private final CharsetDecoder strict;

    FieldDecoder(Dialect dialect) {
        this.dialect = dialect;
        this.quotedRows = new QuotedRows(dialect.format());
        this.strict = dialect.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    Charset charset() {
        return dialect.charset();
    }

    /** The row as text, or nothing if it is not of the charset. */
    Optional<String> text(byte[] buffer, int from, int length, boolean ascii) {
        if (ascii) {
            return Optional.of(new String(buffer, from, length, ISO_8859_1)); // the fastest way for ASCII
        }
        try {
            return Optional.of(
                    strict.decode(ByteBuffer.wrap(buffer, from, length)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The fields of a row that {@link RecordScanner} found complete. */
    List<String> fields(String row, RecordScanner found) {
        return found.hasQuotes() ? quotedRows.fields(row, found.fields()) : split(row);
    }

    private List<String> split(String row) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        for (int to = row.indexOf(dialect.delimiter()); to >= 0; to = row.indexOf(dialect.delimiter(), from)) {
            fields.add(row.substring(from, to));
            from = to + 1;
        }
        fields.add(row.substring(from));
        return fields;
    }
}

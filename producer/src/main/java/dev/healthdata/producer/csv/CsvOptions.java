package dev.healthdata.producer.csv;

import dev.healthdata.records.table.Table;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a file before it is read.
 *
 * @param table that its rows belong to; told from the file's name or its header where empty
 * @param delimiter told from the header where empty
 * @param charsetNamed whether somebody said that it is this one, and not merely nothing else
 */
public record CsvOptions(Optional<Table> table, Optional<Character> delimiter, Charset charset, boolean charsetNamed) {
    /** Those that are told from the header, most usual first. */
    public static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    /** UTF-8 is what nobody has to name. */
    public CsvOptions(Optional<Table> table, Optional<Character> delimiter, Charset charset) {
        this(table, delimiter, charset, !charset.equals(StandardCharsets.UTF_8));
    }

    public CsvOptions withTable(Table known) {
        return new CsvOptions(Optional.of(known), delimiter, charset, charsetNamed);
    }

    /** Whether rows can be found in bytes of the charset: ASCII is itself, and no other character contains any. */
    public static boolean supports(Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return true;
        }
        String ascii = ",;\t|\"\r\nAz09_";
        return charset.canEncode()
                && charset.newEncoder().maxBytesPerChar() == 1.0f
                && new String(ascii.getBytes(StandardCharsets.US_ASCII), charset).equals(ascii);
    }
}

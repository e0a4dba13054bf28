package dev.healthdata.platform.deadletters.sheet;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What stands between the columns of a sheet. Where a comma divides decimals, spreadsheets open and save semicolons. */
public enum Separator {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t');

    private final char sign;

    Separator(char sign) {
        this.sign = sign;
    }

    char sign() {
        return sign;
    }

    /** The one that divides a header, whose names hold none. */
    static Separator of(String header) {
        return Arrays.stream(values())
                .max(Comparator.comparingLong(
                        each -> header.chars().filter(c -> c == each.sign).count()))
                .orElseThrow();
    }

    /** As on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads it on a command line. */
    public static final class Name implements ITypeConverter<Separator> {
        @Override
        public Separator convert(String name) {
            return Arrays.stream(values())
                    .filter(each -> each.toString().equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("is "
                            + Arrays.stream(values()).map(Separator::toString).collect(Collectors.joining(", "))
                            + ", not " + name));
        }
    }
}

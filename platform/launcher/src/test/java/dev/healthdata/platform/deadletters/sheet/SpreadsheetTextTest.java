package dev.healthdata.platform.deadletters.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+49 228",
                "-7",
                "@SUM(A1)",
                " =x",
                "007",
                "1990-01-31",
                "1.50",
                "12345678901234567890",
                "1E5",
                "10:30",
                "MAR1",
                "Jan 5",
                "true",
                "'=1+1",
                "''007",
                "\uFF1Dx",
                "$5",
                "(12)"
            })
    void protectsWhatASpreadsheetWouldRunOrRewrite(String text) {
        assertThat(SpreadsheetText.protect(text)).isEqualTo("'" + text);
        assertThat(SpreadsheetText.unprotect("'" + text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "Ann;=cmd|'/c calc'!A0;x # Ann;'=cmd|'/c calc'!A0;x",
                "a,@x                    # a,'@x",
                "`a\n=1`                 # `a\n'=1`",
                "`a\r\n+1`               # `a\r\n'+1`",
                "a;'=1                   # a;''=1",
                "a; \"-1                 # a;' \"-1",
                "`a;\t=1`                # `a;'\t'=1`",
                "`\t=x`                  # `'\t'=x`",
                "=1;=2                   # '=1;'=2",
            })
    void protectsWhatBecomesACellOfItsOwnWhereAnotherSignSeparates(String text, String safe) {
        assertThat(SpreadsheetText.protect(text)).isEqualTo(safe);
        assertThat(SpreadsheetText.unprotect(safe)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ann",
                "42",
                "P100017",
                "'s-Hertogenbosch",
                "O'Neil",
                "A+",
                "Köln",
                "'",
                "''",
                "a;b",
                "Fever, cough",
                "a;1-2",
                ";",
                "a,'b"
            })
    void leavesOtherTextAlone(String text) {
        assertThat(SpreadsheetText.protect(text)).isEqualTo(text);
        assertThat(SpreadsheetText.unprotect(text)).isEqualTo(text);
    }

    @Test
    void givesAnyTextBackUnchanged() {
        Random random = new Random(7);
        String signs = "''=+-@01.5eE ajnJAtrue\t\r\n\",,;;O";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(10); length > 0; length--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            assertThat(SpreadsheetText.unprotect(SpreadsheetText.protect(text.toString())))
                    .isEqualTo(text.toString());
        }
    }
}

package dev.healthdata.records.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "=1+1           # '=1+1",
                "@x             # '@x",
                "Ann;=1+1       # Ann;'=1+1",
                "a, @x          # a,' @x",
                "a;\"+1\"       # a;'\"+1\"",
                "`a\n=1`        # `a\n'=1`",
                "`a\r\n=1`      # `a\r\n'=1`",
                "`\t=1`         # `'\t'=1`",
            })
    void anApostropheIsPutBeforeWhatASpreadsheetWouldRun(String text, String harmless) {
        assertThat(Formula.madeHarmless(text)).isEqualTo(harmless);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Ann", "A+", "a;b", "Fever, cough", "1-2; 3", "a,"})
    void otherTextStaysAsItIs(String text) {
        assertThat(Formula.madeHarmless(text)).isEqualTo(text);
    }
}

package dev.healthdata.records.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RulesDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "rules.md");

    private static final String HEAD = """
            # Rules

            Generated from the tables' records; `mvn -pl records test -Dtest=RulesDocumentTest -Dupdate=true` writes it anew.

            A rule's id is `table.field.check`. A row that breaks a rule of severity `reject` goes to the dead letters, with all
            that is wrong with it at once. One that breaks a rule of severity `warn` is stored; the ids travel with it in the
            header `quality.warnings` of its clean record. Both are counted by rule: `./healthcare audit` shows the counts.

            The severity of rules that are not *firm* can be changed, in a file of properties that the validator is given with
            `--rules` (`./healthcare up --rules FILE`): `rules.patients.gender.allowed=warn`, or `reject`, or `off`. A firm rule
            guards what the database can hold. Commands that judge rows themselves, `check`, `replay` and `dead-letters replay`, have to be
            given the same file.

            Rules whose stage is `REFERENCE` need a second row. They are applied when that row is known, as it is then; a later
            correction of it does not judge the row again.

            Of the wider catalogue of OHDSI's Data Quality Dashboard, these are left out: sex-specific reasons, units and ranges of results
            need terminologies that the four tables do not carry; ids are opaque text and have no pattern; shares of empty or unlisted
            values are statistics of a table, not findings on a row.

            | rule | severity | firm | stage | the field ... |
            | --- | --- | --- | --- | --- |
            """;

    @Test
    void theDocumentListsTheRulesThatThereAre() throws IOException {
        String expected =
                HEAD + RuleCatalog.all().stream().map(RulesDocumentTest::line).collect(Collectors.joining());
        if (Boolean.getBoolean("update")) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(DOCUMENT).as("run with -Dupdate=true to write it anew").hasContent(expected);
    }

    private static String line(Rule rule) {
        return "| `%s` | %s | %s | %s | %s |%n"
                .formatted(rule.id(), rule.severity(), rule.firm() ? "yes" : "", rule.stage(), rule.meaning());
    }
}

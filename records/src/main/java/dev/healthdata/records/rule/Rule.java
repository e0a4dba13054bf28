package dev.healthdata.records.rule;

import dev.healthdata.records.constraint.Severity;
import dev.healthdata.records.envelope.Stage;

/**
 * A rule of the catalogue.
 *
 * @param id {@code table.field.check}
 * @param severity unless the configuration says otherwise
 * @param firm whether the configuration cannot: a row that breaks the rule could not be stored
 * @param stage of the dead letter of a row that it rejects
 * @param meaning what is wrong with a field that breaks it, to be read after the field's name
 */
public record Rule(
        String id, String table, String field, Severity severity, boolean firm, Stage stage, String meaning) {}

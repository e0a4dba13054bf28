package dev.healthdata.records.catalog;

import dev.healthdata.records.constraint.IsoDate;
import dev.healthdata.records.constraint.MaxLength;
import dev.healthdata.records.constraint.Required;
import dev.healthdata.records.table.RefersTo;
import dev.healthdata.records.table.TableName;

/** A row of the table visits: its columns in their order, and the rules on each. */
@TableName("visits")
public record Visit(
        @Required @MaxLength(64) String visitId,
        @Required @MaxLength(64) @RefersTo("patients") String patientId,
        @Required @MaxLength(64) @RefersTo("doctors") String doctorId,
        @Required @IsoDate String visitDate,
        @MaxLength(255) String reason,
        @MaxLength(50) String visitType) {
    @Override
    public String toString() {
        return Redacted.row(Visit.class);
    }
}

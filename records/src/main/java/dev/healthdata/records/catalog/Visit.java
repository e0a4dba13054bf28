package dev.healthdata.records.catalog;

import dev.healthdata.records.constraint.IsoDate;
import dev.healthdata.records.constraint.MaxLength;
import dev.healthdata.records.constraint.NoPlaceholder;
import dev.healthdata.records.constraint.NotBefore;
import dev.healthdata.records.constraint.NotInFuture;
import dev.healthdata.records.constraint.Required;
import dev.healthdata.records.constraint.Severity.Warns;
import dev.healthdata.records.constraint.Twins;
import dev.healthdata.records.table.RefersTo;
import dev.healthdata.records.table.TableName;

/** A row of the table visits: its columns in their order, and the rules on each. */
@TableName("visits")
public record Visit(
        @Required @MaxLength(64) String visitId,

        @Required
        @MaxLength(64)
        @RefersTo("patients")
        @Twins(
                check = "duplicate",
                with = {"doctor_id", "visit_date"})
        String patientId,

        @Required @MaxLength(64) @RefersTo("doctors") String doctorId,

        @Required
        @IsoDate
        @NotInFuture(payload = Warns.class)
        @NotBefore(check = "before_birth", reference = "patient_id", column = "dob")
        String visitDate,

        @MaxLength(255) @NoPlaceholder(payload = Warns.class)
        String reason,

        @MaxLength(50) @NoPlaceholder(payload = Warns.class) String visitType) {
    @Override
    public String toString() {
        return Redacted.row(Visit.class);
    }
}

package dev.healthdata.records.catalog;

import dev.healthdata.records.constraint.IsoDate;
import dev.healthdata.records.constraint.MaxAge;
import dev.healthdata.records.constraint.MaxLength;
import dev.healthdata.records.constraint.NoPlaceholder;
import dev.healthdata.records.constraint.NotInFuture;
import dev.healthdata.records.constraint.OneOf;
import dev.healthdata.records.constraint.Required;
import dev.healthdata.records.constraint.Severity.Warns;
import dev.healthdata.records.table.TableName;

/** A row of the table patients: its columns in their order, and the rules on each. */
@TableName("patients")
public record Patient(
        @Required @MaxLength(64) String patientId,

        @Required @MaxLength(200) @NoPlaceholder(payload = Warns.class)
        String name,

        @Required @OneOf({"M", "F", "Other"}) @MaxLength(64) String gender,

        @Required @IsoDate @NotInFuture @MaxAge(value = 120, payload = Warns.class)
        String dob,

        @OneOf({"A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-"}) @MaxLength(64)
        String bloodGroup,

        @MaxLength(100) @NoPlaceholder(payload = Warns.class)
        String city) {
    @Override
    public String toString() {
        return Redacted.row(Patient.class);
    }
}

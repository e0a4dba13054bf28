package dev.healthdata.records.catalog;

import dev.healthdata.records.constraint.MaxLength;
import dev.healthdata.records.constraint.NoPlaceholder;
import dev.healthdata.records.constraint.Required;
import dev.healthdata.records.constraint.Severity.Warns;
import dev.healthdata.records.table.TableName;

/** A row of the table doctors: its columns in their order, and the rules on each. */
@TableName("doctors")
public record Doctor(
        @Required @MaxLength(64) String doctorId,

        @Required @MaxLength(200) @NoPlaceholder(payload = Warns.class)
        String name,

        @MaxLength(100) @NoPlaceholder(payload = Warns.class)
        String specialization,

        @MaxLength(200) @NoPlaceholder(payload = Warns.class)
        String hospital) {
    @Override
    public String toString() {
        return Redacted.row(Doctor.class);
    }
}

package dev.healthdata.records.catalog;

import dev.healthdata.records.constraint.MaxLength;
import dev.healthdata.records.constraint.Required;
import dev.healthdata.records.table.TableName;

/** A row of the table doctors: its columns in their order, and the rules on each. */
@TableName("doctors")
public record Doctor(
        @Required @MaxLength(64) String doctorId,
        @Required @MaxLength(200) String name,
        @MaxLength(100) String specialization,
        @MaxLength(200) String hospital) {
    @Override
    public String toString() {
        return Redacted.row(Doctor.class);
    }
}

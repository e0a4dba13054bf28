package dev.healthdata.records.catalog;

import dev.healthdata.records.constraint.IsoDate;
import dev.healthdata.records.constraint.MaxLength;
import dev.healthdata.records.constraint.Required;
import dev.healthdata.records.table.RefersTo;
import dev.healthdata.records.table.TableName;

/** A row of the table lab_reports: its columns in their order, and the rules on each. */
@TableName("lab_reports")
public record LabReport(
        @Required @MaxLength(64) String reportId,
        @Required @MaxLength(64) @RefersTo("visits") String visitId,
        @MaxLength(255) String testType,
        @MaxLength(255) String result,
        @Required @IsoDate String reportDate) {
    @Override
    public String toString() {
        return Redacted.row(LabReport.class);
    }
}

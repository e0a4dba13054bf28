package dev.healthdata.records.catalog;

import dev.healthdata.records.constraint.IsoDate;
import dev.healthdata.records.constraint.MaxLength;
import dev.healthdata.records.constraint.NoPlaceholder;
import dev.healthdata.records.constraint.NotBefore;
import dev.healthdata.records.constraint.NotInFuture;
import dev.healthdata.records.constraint.Required;
import dev.healthdata.records.constraint.Severity.Warns;
import dev.healthdata.records.table.RefersTo;
import dev.healthdata.records.table.TableName;

/** A row of the table lab_reports: its columns in their order, and the rules on each. */
@TableName("lab_reports")
public record LabReport(
        @Required @MaxLength(64) String reportId,
        @Required @MaxLength(64) @RefersTo("visits") String visitId,

        @MaxLength(255) @NoPlaceholder(payload = Warns.class)
        String testType,

        @MaxLength(255) String result,

        @Required
        @IsoDate
        @NotInFuture(payload = Warns.class)
        @NotBefore(check = "before_visit", reference = "visit_id", column = "visit_date")
        String reportDate) {
    @Override
    public String toString() {
        return Redacted.row(LabReport.class);
    }
}

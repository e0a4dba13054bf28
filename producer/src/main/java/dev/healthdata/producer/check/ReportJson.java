package dev.healthdata.producer.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Reports for programs: an array with an object for each file. */
public final class ReportJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ReportJson() {}

    public static String of(List<FileReport> reports) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartArray();
            for (FileReport report : reports) {
                json.writeStartObject();
                json.writeStringField("file", report.file());
                if (report instanceof FileReport.Unusable unusable) {
                    json.writeStringField("unusable", unusable.reason());
                } else {
                    write(json, (FileReport.Checked) report);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, FileReport.Checked checked) throws IOException {
        json.writeStringField("table", checked.table());
        json.writeNumberField("rows", checked.rows());
        json.writeNumberField("malformed", checked.malformed());
        json.writeNumberField("rejected", checked.rejected());
        json.writeNumberField("warned", checked.warned());
        json.writeNumberField("leftOut", checked.leftOut());
        if (checked.haltedAfter().isPresent()) {
            json.writeNumberField("haltedAfterLine", checked.haltedAfter().getAsLong());
        }
        json.writeArrayFieldStart("unknownColumns");
        for (String column : checked.unknownColumns()) {
            json.writeString(column);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (Finding finding : checked.findings()) {
            json.writeStartObject();
            json.writeStringField("rule", finding.rule());
            json.writeStringField("severity", finding.severity().toString());
            json.writeNumberField("rows", finding.rows());
            json.writeArrayFieldStart("lines");
            for (long line : finding.lines()) {
                json.writeNumber(line);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

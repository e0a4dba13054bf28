package dev.healthdata.producer.display;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.ingest.Outcome;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.records.ledger.IngestProgress;
import dev.healthdata.records.process.Parent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Tells the launcher about four times a second. */
public final class ParentDisplay implements Display {
    private static final JsonFactory JSON = new JsonFactory();

    private final Parent parent;
    private final Throttle throttle = new Throttle(Duration.ofMillis(250));

    private String file = "";
    private long totalBytes;
    private long rows;
    private long malformed;
    private long rejected;
    private long percent;
    private int files;
    private int filesDone;
    private int filesHalted;

    public ParentDisplay(Parent parent) {
        this.parent = parent;
    }

    @Override
    public void expect(int more) {
        files += more;
        tell();
    }

    @Override
    public void started(SourceFile started, Fingerprint fingerprint, IngestProgress from) {
        file = started.name();
        totalBytes = fingerprint.bytes();
        rows = from.rows();
        malformed = from.malformed();
        rejected = from.rejected();
        percent = Percent.of(from.bytes(), totalBytes);
    }

    @Override
    public void advanced(IngestProgress now) {
        rows = now.rows();
        malformed = now.malformed();
        rejected = now.rejected();
        percent = Percent.of(now.bytes(), totalBytes);
        if (throttle.passes()) {
            tell();
        }
    }

    @Override
    public void finished(Feed finished, Outcome outcome) {
        filesDone++;
        filesHalted += outcome instanceof Outcome.Halted ? 1 : 0;
        tell();
    }

    private void tell() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("file", file);
            json.writeNumberField("rows", rows);
            json.writeNumberField("malformed", malformed);
            json.writeNumberField("rejected", rejected);
            json.writeNumberField("percent", percent);
            json.writeNumberField("files", files);
            json.writeNumberField("filesDone", filesDone);
            json.writeNumberField("filesHalted", filesHalted);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory
        }
        parent.progress(text.toString());
    }
}

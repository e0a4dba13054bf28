package dev.healthdata.producer.display;

import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.ingest.Outcome;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.records.ledger.IngestProgress;
import java.util.List;
import java.util.function.Predicate;

/** Several at once. */
final class Displays implements Display {
    private final List<Display> displays;

    Displays(List<Display> displays) {
        this.displays = List.copyOf(displays);
    }

    @Override
    public void expect(int files) {
        displays.forEach(display -> display.expect(files));
    }

    @Override
    public void reading() {
        displays.forEach(Display::reading);
    }

    @Override
    public void started(SourceFile file, Fingerprint fingerprint, IngestProgress from) {
        displays.forEach(display -> display.started(file, fingerprint, from));
    }

    @Override
    public void unknownColumns(SourceFile file, List<String> columns) {
        displays.forEach(display -> display.unknownColumns(file, columns));
    }

    @Override
    public void advanced(IngestProgress now) {
        displays.forEach(display -> display.advanced(now));
    }

    @Override
    public void lookedInto(boolean all) {
        displays.forEach(display -> display.lookedInto(all));
    }

    @Override
    public void looked(Predicate<String> isReleased) {
        displays.forEach(display -> display.looked(isReleased));
    }

    @Override
    public void finished(Feed feed, Outcome outcome) {
        displays.forEach(display -> display.finished(feed, outcome));
    }
}

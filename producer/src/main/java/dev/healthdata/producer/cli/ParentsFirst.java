package dev.healthdata.producer.cli;

import dev.healthdata.producer.csv.CsvFile;
import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.csv.Opening;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.records.catalog.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files in the order of their tables' references: fewer rows have to wait for others. */
final class ParentsFirst {
    private final CsvOptions options;

    ParentsFirst(CsvOptions options) {
        this.options = options;
    }

    List<Feed> sort(List<Feed> feeds) {
        Map<Feed, Integer> ranks = new HashMap<>();
        feeds.forEach(feed -> ranks.put(feed, rank(feed)));
        return feeds.stream().sorted(Comparator.comparing(ranks::get)).toList();
    }

    /** Files that cannot be used come last; why not is reported when it is their turn. */
    private int rank(Feed feed) {
        return feed.table().map(Tables.all()::indexOf).orElseGet(() -> rank(feed.file()));
    }

    private int rank(SourceFile file) {
        try (InputStream in = file.open()) {
            return CsvFile.open(in, file.name(), options, Long.MAX_VALUE) instanceof Opening.Rows readable
                    ? Tables.all().indexOf(readable.file().table())
                    : Tables.all().size();
        } catch (IOException e) {
            return Tables.all().size();
        }
    }
}

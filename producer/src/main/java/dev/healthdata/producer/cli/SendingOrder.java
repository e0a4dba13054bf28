package dev.healthdata.producer.cli;

import dev.healthdata.producer.csv.CsvFile;
import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.csv.Opening;
import dev.healthdata.producer.file.NaturalOrder;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * The order in which files are sent: first those that others refer to, since fewer rows have to wait then. Of one table
 * first what was begun, and then as they are given: whatever comes later counts, and a correction that came while a file was
 * cut off is not to be overwritten by the rest of that.
 */
final class SendingOrder {
    private static final Comparator<Feed> BY_NAME =
            Comparator.comparing(feed -> feed.file().name(), new NaturalOrder());

    private final CsvOptions options;
    private final BiPredicate<Feed, Table> begun;

    /** @param begun whether a file's rest is to follow; may be dear to ask */
    SendingOrder(CsvOptions options, BiPredicate<Feed, Table> begun) {
        this.options = options;
        this.begun = begun;
    }

    /** For files that nobody has named in an order. */
    static List<Feed> byName(List<Feed> feeds) {
        return feeds.stream().sorted(BY_NAME).toList();
    }

    List<Feed> sort(List<Feed> feeds) {
        TreeMap<Integer, List<Feed>> byRank =
                feeds.stream().collect(Collectors.groupingBy(this::rank, TreeMap::new, Collectors.toList()));
        return byRank.entrySet().stream()
                .flatMap(each -> sort(each.getValue(), each.getKey()).stream())
                .toList();
    }

    private List<Feed> sort(List<Feed> alike, int rank) {
        if (alike.size() == 1) {
            return alike;
        }
        Set<Feed> first = rank == Tables.all().size()
                ? Set.of()
                : alike.stream()
                        .filter(feed -> begun.test(feed, Tables.all().get(rank)))
                        .collect(Collectors.toSet());
        return alike.stream()
                .sorted(Comparator.comparing(feed -> !first.contains(feed)))
                .toList();
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

package dev.healthdata.platform.generate;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.rule.Outcome;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Fields;
import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the platform must make of a directory of files, found from the files alone, in memory and the plain way. */
final class Books {
    /** {@code file:line rule}, in the order of the files and lines. */
    private final Set<String> broken = new LinkedHashSet<>();

    private final Map<String, Map<String, Fields>> stored = new LinkedHashMap<>();
    private final Map<String, List<Fields>> clean = new HashMap<>();
    private final Set<String> refusedIds = new HashSet<>();
    private final RowRules rules;

    private Books(LocalDate today) {
        rules = new RowRules(
                Clock.fixed(today.atStartOfDay(ZoneOffset.ofHours(14)).toInstant(), ZoneOffset.UTC),
                Severities.defaults());
    }

    /** @param today on which births may be and not later */
    static Books of(Path directory, LocalDate today) {
        Books books = new Books(today);
        for (Table table : Tables.all()) {
            books.read(directory, table);
        }
        return books;
    }

    Set<String> broken() {
        return broken;
    }

    /** The last version of each right row, by id. */
    Map<String, Fields> stored(String table) {
        return stored.get(table);
    }

    /** Every right row as it stands in the file. */
    List<Fields> clean(String table) {
        return clean.get(table);
    }

    /** Ids of rejected rows and of orphans. */
    Set<String> refusedIds() {
        return refusedIds;
    }

    private void read(Path directory, Table table) {
        Map<String, Fields> byId = new LinkedHashMap<>();
        List<Fields> rows = new ArrayList<>();
        for (StrictCsv.Row row : StrictCsv.read(directory.resolve(table.name() + ".csv"), table)) {
            List<String> found = new ArrayList<>();
            Fields fields = null;
            if (row.malformed().isPresent()) {
                found.add(table.name() + ".row." + row.malformed().get());
            } else {
                fields =
                        Fields.of(table, row.values().stream().map(Fields::trim).toList());
                found.addAll(judge(fields));
            }
            found.forEach(rule -> broken.add(table.name() + ".csv:" + row.line() + " " + rule));
            if (found.isEmpty()) {
                byId.put(fields.id(), fields);
                rows.add(fields);
            } else if (fields != null && fields.id() != null) {
                refusedIds.add(fields.id());
            }
        }
        stored.put(table.name(), byId);
        clean.put(table.name(), rows);
    }

    private List<String> judge(Fields fields) {
        if (rules.judge(fields) instanceof Outcome.Rejected rejected) {
            return rejected.violations().stream().map(Violation::rule).toList();
        }
        List<String> missing = new ArrayList<>();
        for (Reference reference : fields.table().references()) {
            if (!stored.get(reference.table()).containsKey(fields.get(reference.index()))) {
                missing.add(fields.table().name() + "." + reference.column() + ".reference");
            }
        }
        return missing;
    }
}

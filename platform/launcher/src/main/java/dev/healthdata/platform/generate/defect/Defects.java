package dev.healthdata.platform.generate.defect;

import dev.healthdata.platform.generate.random.Streams;
import dev.healthdata.platform.generate.row.RowSource;
import dev.healthdata.platform.generate.row.World;
import dev.healthdata.records.table.Reference;
import dev.healthdata.records.table.Table;
import java.util.ArrayList;
import java.util.List;

/** The defective rows of a table. The kinds take turns, so that a few rows show them all. */
public final class Defects {
    private final RowSource source;
    private final List<Defect> kinds;
    private final Streams choices;

    public Defects(long seed, RowSource source, World world) {
        this.source = source;
        this.kinds = kinds(source.table(), world);
        this.choices = new Streams(seed, source.table().name() + "-spoilt");
    }

    /**
     * @param number the how-manieth defect of the file this is
     * @param slot whose row it is
     */
    public DefectiveRow make(long number, long slot) {
        Defect kind = kinds.get((int) (number % kinds.size()));
        return kind.in(source.row(slot), choices.of(slot));
    }

    /** What has a rule of its own comes first: a thousand doctors have ten defects, and these break all their rules. */
    private static List<Defect> kinds(Table table, World world) {
        Malformed malformed = new Malformed(table);
        List<BadColumn> columns = BadColumns.of(table);
        List<Defect> kinds = new ArrayList<>();
        kinds.add(malformed.quoteNotClosed());
        kinds.add(BadColumns.allAtOnce(columns));
        kinds.add(malformed.tooFewFields());
        kinds.add(malformed.notUtf8());
        kinds.add(malformed.nul());
        kinds.add(malformed.headerAgain());
        kinds.addAll(columns);
        kinds.addAll(orphans(table, world));
        kinds.add(malformed.tooManyFields());
        kinds.add(malformed.quotesNotDoubled());
        return kinds;
    }

    /** One reference at a time, and all of them; where every parent is defective, no reference can be right. */
    private static List<Defect> orphans(Table table, World world) {
        List<Defect> orphans = new ArrayList<>();
        for (Orphan.Why why : Orphan.Why.values()) {
            List<Orphan.Missing> all = new ArrayList<>();
            for (Reference reference : table.references()) {
                String rule = table.name() + "." + reference.column() + ".reference";
                all.add(new Orphan.Missing(reference, rule, world.source(reference.table()), why));
            }
            boolean parentsAreThere =
                    all.stream().allMatch(missing -> missing.parents().layout().hasKnown());
            if (parentsAreThere) {
                all.forEach(one -> orphans.add(new Orphan(List.of(one))));
            }
            if (all.size() > 1 || !parentsAreThere) {
                orphans.add(new Orphan(all));
            }
        }
        return orphans;
    }
}

package dev.healthdata.platform.audit;

import java.util.ArrayList;
import java.util.List;

/** The first findings of an audit, and the number of all. */
final class Differences {
    private static final int SHOWN = 20;

    private final List<String> first = new ArrayList<>();
    private long all;

    /** @param finding names table, id, file or line; never a value */
    void add(String finding) {
        all++;
        if (first.size() < SHOWN) {
            first.add(finding);
        }
    }

    /** Findings that are only counted. */
    void addUnnamed(long findings) {
        all += findings;
    }

    void addAll(Differences others) {
        others.first.forEach(this::add);
        all += others.all - others.first.size();
    }

    boolean isEmpty() {
        return all == 0;
    }

    List<String> list() {
        if (all <= first.size()) {
            return List.copyOf(first);
        }
        List<String> list = new ArrayList<>(first);
        list.add("and " + (all - first.size()) + " more");
        return List.copyOf(list);
    }
}

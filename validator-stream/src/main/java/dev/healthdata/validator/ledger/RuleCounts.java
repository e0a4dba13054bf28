package dev.healthdata.validator.ledger;

import dev.healthdata.records.rule.Violation;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;

/** How often each rule was found broken in a task. */
final class RuleCounts {
    private final KeyValueStore<String, Long> store;

    RuleCounts(KeyValueStore<String, Long> store) {
        this.store = store;
    }

    void add(List<Violation> violations) {
        violations.forEach(violation -> add(violation.rule()));
    }

    void add(String rule) {
        Long before = store.get(rule);
        store.put(rule, before == null ? 1L : before + 1);
    }
}

package dev.healthdata.producer.mapping;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** All that is wrong with a mapping, each with its place. */
final class Problems {
    private final String file;
    private final List<String> all;
    private int count;

    Problems(String file, List<String> all) {
        this.file = file;
        this.all = all;
    }

    void at(Node node, String message) {
        at(node.getStartMark(), message);
    }

    /** @param place null where there is none */
    void at(Mark place, String message) {
        count++;
        all.add(file + (place == null ? "" : ":" + (place.getLine() + 1) + ":" + (place.getColumn() + 1)) + ": "
                + message);
    }

    boolean none() {
        return count == 0;
    }
}

package dev.healthdata.producer.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** An object of a YAML file, with the places of all that is in it. What it is asked for and is not there, it reports. */
final class YamlObject {
    private final Node node;
    private final Map<String, ScalarNode> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Problems problems;

    private YamlObject(MappingNode node, Problems problems) {
        this.node = node;
        this.problems = problems;
        for (NodeTuple entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.at(entry.getKeyNode(), "a key is a word");
            } else if (keys.putIfAbsent(key.getValue(), key) != null) {
                problems.at(key, key.getValue() + " is there twice");
            } else {
                values.put(key.getValue(), entry.getValueNode());
            }
        }
    }

    /** @param what it is, to be read before "is an object" */
    static Optional<YamlObject> of(Node node, String what, Problems problems) {
        if (node instanceof MappingNode object) {
            return Optional.of(new YamlObject(object, problems));
        }
        problems.at(node, what + " is an object: lines of 'key: value'");
        return Optional.empty();
    }

    Node node() {
        return node;
    }

    Set<String> keys() {
        return keys.keySet();
    }

    Node key(String key) {
        return keys.get(key);
    }

    Node value(String key) {
        return values.get(key);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    void allow(Set<String> allowed) {
        keys.forEach((name, key) -> {
            if (!allowed.contains(name)) {
                problems.at(key, "there is no key " + name + " here, only " + String.join(", ", allowed));
            }
        });
    }

    Optional<String> text(String key) {
        if (!has(key)) {
            problems.at(node, key + " is missing");
            return Optional.empty();
        }
        return text(values.get(key), key, problems);
    }

    /** Reports only what is there and wrong. */
    Optional<String> textIfThere(String key) {
        return has(key) ? text(values.get(key), key, problems) : Optional.empty();
    }

    /** One text is a list of one. */
    List<String> texts(String key) {
        return texts(values.get(key), key, problems);
    }

    static List<String> texts(Node node, String what, Problems problems) {
        if (!(node instanceof SequenceNode list)) {
            return text(node, what, problems).map(List::of).orElse(List.of());
        }
        if (list.getValue().isEmpty()) {
            problems.at(node, what + " is an empty list");
        }
        return list.getValue().stream()
                .flatMap(each -> text(each, "each of " + what, problems).stream())
                .toList();
    }

    static Optional<String> text(Node node, String what, Problems problems) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        problems.at(node, what + " is a text");
        return Optional.empty();
    }
}

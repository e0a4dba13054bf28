package dev.healthdata.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What Prometheus, Grafana and the Kafka UI are given fits the code, also where their images cannot be had. */
class MonitoringFilesTest {
    private static final Path HOME = Path.of(System.getProperty("healthcare.home"));
    private static final Path MONITORING = HOME.resolve("docker").resolve("monitoring");

    /** Of the JVM, the pool and Kafka's clients; ComposeIT finds them in what the parts answer. */
    private static final Set<String> OF_OTHERS = Set.of(
            "up",
            "jvm_memory_used_bytes",
            "process_start_time_seconds",
            "process_cpu_usage",
            "hikaricp_connections_active",
            "hikaricp_connections_pending",
            "kafka_consumer_fetch_manager_records_lag");

    private static final Pattern LABELS_AND_TEXTS =
            Pattern.compile("\\{[^}]*}|\"[^\"]*\"|\\[[^]]*]|(by|without) *\\([^)]*\\)");
    private static final Pattern METRIC = Pattern.compile("\\b[a-z][a-z0-9]*_[a-z0-9_]+\\b(?! *\\()|\\bup\\b");

    @Test
    void alertsNameMetricsThatExist() throws IOException {
        List<String> expressions =
                alerts().stream().map(rule -> (String) rule.get("expr")).toList();
        assertThat(metrics(expressions)).isNotEmpty().isSubsetOf(known());
    }

    @Test
    void eachAlertSaysHowBadItIsAndWhatToDo() throws IOException {
        assertThat(alerts()).allSatisfy(rule -> {
            assertThat(rule.get("labels")).asString().contains("severity=");
            assertThat(rule.get("annotations")).asString().contains("summary=");
        });
    }

    @Test
    void thereIsAnAlertForEachThingThatNeedsAPerson() throws IOException {
        assertThat(alerts().stream().map(rule -> rule.get("alert")))
                .contains(
                        "PartDown",
                        "PartRestarts",
                        "PartUnhealthy",
                        "FileHalted",
                        "DeadLettersGrow",
                        "RowsWaitTooLong",
                        "ValidatorLags",
                        "SinkLags",
                        "AggregatesStale");
    }

    @Test
    void theDashboardNamesMetricsThatExist() throws IOException {
        JsonNode board = new ObjectMapper()
                .readTree(
                        MONITORING.resolve("grafana/dashboards/healthcare.json").toFile());
        List<String> expressions = new ArrayList<>();
        board.findValues("expr").forEach(expression -> expressions.add(expression.asText()));
        assertThat(metrics(expressions)).isSubsetOf(known());
        assertThat(expressions).allSatisfy(text -> assertThat(
                        text.chars().filter(c -> c == '(').count())
                .isEqualTo(text.chars().filter(c -> c == ')').count()));
    }

    @Test
    void allPartsAreAsked() throws IOException {
        String config = Files.readString(MONITORING.resolve("prometheus.yml"));
        assertThat(PartMetric.Part.SERVICES.stream().map(PartMetric.Part::service))
                .allSatisfy(service -> assertThat(config).contains(service));
    }

    /** A file that Git replaces is another one; a container goes on seeing the one that it was started with. */
    @Test
    void directoriesAreMountedAndNotFiles() throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(HOME.resolve("docker-compose.yml")));
        for (String service : List.of("prometheus", "grafana", "kafka-ui")) {
            assertThat(mountedFromHere(first(first(compose, "services"), service)))
                    .as(service)
                    .isNotEmpty()
                    .allSatisfy(source -> assertThat(source).isDirectory());
        }
    }

    /** One from its environment that names a cluster replaces the list of the file, with masks and all, and says nothing. */
    @Test
    void theKafkaUiHasItsClusterFromTheFileAlone() throws IOException {
        Map<String, Object> cluster = first(first(yaml("kafka-ui.yml"), "kafka"), "clusters");
        Map<String, Object> compose = new Yaml().load(Files.readString(HOME.resolve("docker-compose.yml")));

        assertThat(first(first(first(compose, "services"), "kafka-ui"), "environment"))
                .containsOnlyKeys("SPRING_CONFIG_ADDITIONAL-LOCATION");
        assertThat(cluster).containsEntry("readOnly", true).containsKeys("name", "bootstrapServers", "masking");
    }

    @Test
    void theKafkaUiMasksEveryTopicThatCarriesRows() throws IOException {
        Map<String, Object> masking = first(first(first(yaml("kafka-ui.yml"), "kafka"), "clusters"), "masking");
        Pattern values = Pattern.compile((String) masking.get("topicValuesPattern"));
        for (String table : List.of("patients", "doctors", "visits", "lab-reports")) {
            for (String topic : List.of(
                    "raw-" + table,
                    "clean-" + table,
                    "dead-letter-" + table,
                    "validator-stream-" + table + "-dead-letters-changelog")) {
                assertThat(topic).matches(values);
            }
        }
    }

    private static List<Path> mountedFromHere(Map<String, Object> service) {
        return ((List<?>) service.get("volumes"))
                .stream()
                        .map(volume -> String.valueOf(volume).replaceAll(":.*", ""))
                        .filter(source -> source.startsWith("./"))
                        .map(source -> HOME.resolve(source))
                        .toList();
    }

    private static Set<String> metrics(List<String> expressions) {
        Set<String> names = new TreeSet<>();
        for (String expression : expressions) {
            METRIC.matcher(LABELS_AND_TEXTS.matcher(expression).replaceAll(" "))
                    .results()
                    .forEach(match -> names.add(match.group()));
        }
        return names;
    }

    private static Set<String> known() {
        Set<String> known = Arrays.stream(PartMetric.values())
                .flatMap(metric -> metric.series().stream())
                .collect(Collectors.toSet());
        known.addAll(OF_OTHERS);
        return known;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> alerts() throws IOException {
        List<Map<String, Object>> groups =
                (List<Map<String, Object>>) yaml("alerts.yml").get("groups");
        return groups.stream()
                .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                .toList();
    }

    private static Map<String, Object> yaml(String file) throws IOException {
        return new Yaml().load(Files.readString(MONITORING.resolve(file)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> first(Map<String, Object> map, String key) {
        Object value = map.get(key);
        return (Map<String, Object>) (value instanceof List<?> list ? list.get(0) : value);
    }
}

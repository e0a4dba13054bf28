package dev.healthdata.validator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.envelope.DeadLetter;
import dev.healthdata.records.envelope.Stage;
import dev.healthdata.records.envelope.Warnings;
import dev.healthdata.records.rule.Rule;
import dev.healthdata.records.rule.RuleCatalog;
import dev.healthdata.records.rule.Violation;
import dev.healthdata.records.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The files in {@code src/test/resources/rules}, one for each rule, through the whole topology. */
@ParameterizedClass
@EnumSource(Bench.Neighbours.class)
class RuleSpecificationTest {
    /** Named in what is reported; the bench is made with it before. */
    @Parameter
    @SuppressWarnings("unused")
    private Bench.Neighbours neighbours;

    private static final Path DIRECTORY = Path.of("src", "test", "resources", "rules");
    private static final String OF_EVERY_TABLE = "row.";

    @TempDir
    private static Path stores;

    private static Bench bench;

    @BeforeParameterizedClassInvocation
    static void start(Bench.Neighbours neighbours) {
        bench = new Bench(stores.resolve(neighbours.name()), neighbours);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        bench.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void holds(RuleCase each) {
        each.sendGiven(bench);
        Tables.all().forEach(RuleSpecificationTest::drain);

        each.send(bench);
        bench.pass(Bench.GRACE.plusSeconds(1));
        bench.settle();

        Table table = Tables.named(each.table());
        List<String> rejected = bench.records(table.deadLetterTopic()).stream()
                .filter(record -> record.value() != null)
                .flatMap(RuleSpecificationTest::violations)
                .toList();
        List<TestRecord<byte[], byte[]>> clean = bench.records(table.cleanTopic());
        List<String> warned = clean.stream()
                .flatMap(record -> Warnings.from(record.headers()).stream())
                .toList();
        assertThat(rejected).as("rejected for").isEqualTo(each.rejected());
        assertThat(warned).as("warned of").isEqualTo(each.warned());
        assertThat(clean).as("clean records").hasSize(each.rejected().isEmpty() ? 1 : 0);
    }

    @Test
    void everyRuleHasCases() throws IOException {
        List<String> specified = cases().flatMap(
                        each -> Stream.concat(each.rejected().stream(), each.warned().stream()))
                .distinct()
                .toList();
        List<String> rules = RuleCatalog.all().stream()
                .filter(rule -> !isProvenElsewhere(rule))
                .map(Rule::id)
                .toList();

        assertThat(specified).containsExactlyInAnyOrderElementsOf(rules);
    }

    /** The database's refusals need a database; the wrong partition needs several; and a fault has to be made first. */
    private static boolean isProvenElsewhere(Rule rule) {
        return rule.stage() == Stage.SINK
                || rule.id().endsWith(".row.partition")
                || rule.id().endsWith(".row.bug");
    }

    private static Stream<String> violations(TestRecord<byte[], byte[]> record) {
        return DeadLetter.from(record.headers()).orElseThrow().violations().stream()
                .map(Violation::rule);
    }

    private static void drain(Table table) {
        bench.records(table.cleanTopic());
        bench.records(table.deadLetterTopic());
    }

    static Stream<RuleCase> cases() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().toList().stream().flatMap(RuleSpecificationTest::casesIn);
        }
    }

    private static Stream<RuleCase> casesIn(Path path) {
        String rule = path.getFileName().toString().replace(".yaml", "");
        List<String> tables = rule.startsWith(OF_EVERY_TABLE)
                ? Tables.all().stream().map(Table::name).toList()
                : List.of(rule.substring(0, rule.indexOf('.')));
        try {
            Map<String, List<Map<String, Object>>> yaml = new Yaml().load(Files.readString(path));
            return tables.stream()
                    .flatMap(table -> yaml.get("cases").stream().map(each -> new RuleCase(rule, table, each)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

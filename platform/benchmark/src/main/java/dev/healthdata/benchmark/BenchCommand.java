package dev.healthdata.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.healthdata.benchmark.measure.Contest;
import dev.healthdata.benchmark.stream.Contender;
import dev.healthdata.benchmark.stream.ValidatorBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./healthcare bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the validator beside a topology that only passes rows through, in turn and several times.",
            "",
            "It starts a broker of its own and needs about 2 GiB of memory and, at the default scale, of disk."
        },
        footer = {
            "",
            "Examples:",
            "  ./healthcare bench                a million rows, three runs of each",
            "  ./healthcare bench --scale 1      91,000 rows, to try it",
            "",
            "Exit codes: 0 measured, 1 something failed, 2 options wrong."
        })
final class BenchCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "11",
            description = "times 91,000 rows (default: ${DEFAULT-VALUE})")
    private double scale;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "of each contender (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--out", paramLabel = "DIR", description = "where to work; kept (default: a temporary one)")
    private Path out;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(
            names = "--contender",
            paramLabel = "NAME",
            defaultValue = "PASS_THROUGH,MOVE_AND_STORE,VALIDATOR,PASS_THROUGH_AT_LEAST_ONCE,VALIDATOR_AT_LEAST_ONCE",
            split = ",",
            description = "which run, the reference first (default: ${DEFAULT-VALUE})")
    private List<Contender> contenders;

    @Option(names = "--profile", description = "let the validator record itself (JFR), into --out")
    private boolean profile;

    @Override
    public Integer call() throws Exception {
        if (runs < 1 || !(scale > 0)) {
            throw new ParameterException(
                    spec.commandLine(), (runs < 1 ? "--runs must be at least 1" : "--scale must be above 0"));
        }
        Path work = Files.createDirectories(out == null ? Files.createTempDirectory("bench") : out);
        Path home = Path.of(System.getProperty("healthcare.home", "")).toAbsolutePath();
        Contest contest = new ValidatorBenchmark(home, work.toAbsolutePath(), System.err::println, profile, contenders)
                .run(scale, runs);
        if (json) {
            System.out.println(JSON.writeValueAsString(Map.of("validator", contest.standings())));
        } else {
            Table.of(contest.standings()).forEach(System.out::println);
        }
        return 0;
    }
}

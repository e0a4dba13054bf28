package dev.healthdata.benchmark.stream;

import dev.healthdata.infrastructure.process.Jvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that reads the raw topics. */
public enum Contender {
    PASS_THROUGH("pass-through, exactly once", Kind.PASS_THROUGH, false),
    /** The least for references: every row once to another task, and kept there. */
    MOVE_AND_STORE("moved and stored, exactly once", Kind.MOVE_AND_STORE, false),
    VALIDATOR("validator, exactly once", Kind.VALIDATOR, false),
    PASS_THROUGH_AT_LEAST_ONCE("pass-through, at least once", Kind.PASS_THROUGH, true),
    VALIDATOR_AT_LEAST_ONCE("validator, at least once", Kind.VALIDATOR, true);

    private enum Kind {
        PASS_THROUGH,
        MOVE_AND_STORE,
        VALIDATOR
    }

    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx256m", "-Xshare:auto");

    private final String title;
    private final Kind kind;
    private final boolean atLeastOnce;

    Contender(String title, Kind kind, boolean atLeastOnce) {
        this.title = title;
        this.kind = kind;
        this.atLeastOnce = atLeastOnce;
    }

    String title() {
        return title;
    }

    boolean isValidator() {
        return kind == Kind.VALIDATOR;
    }

    /** The name of its consumer group. */
    String applicationId() {
        return isValidator() ? "validator-stream" : "pass-through";
    }

    List<String> command(Path home, Path state, String bootstrapServers, int threads, List<String> moreOptions) {
        List<String> options = new ArrayList<>(OPTIONS);
        if (!isValidator()) {
            Path target = home.resolve("platform").resolve("benchmark").resolve("target");
            return new Jvm(target, "benchmark", PassThroughMain.class.getName(), options)
                    .command(List.of(
                            bootstrapServers,
                            applicationId(),
                            state.toString(),
                            Integer.toString(threads),
                            atLeastOnce ? "at_least_once" : "exactly_once_v2",
                            Boolean.toString(kind == Kind.MOVE_AND_STORE)));
        }
        options.addAll(moreOptions);
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-server",
                bootstrapServers,
                "--state-dir",
                state.toString(),
                "--threads",
                Integer.toString(threads),
                "--grace",
                "PT24H"));
        if (atLeastOnce) {
            arguments.add("--at-least-once");
        }
        Path target = home.resolve("validator-stream").resolve("target");
        return new Jvm(target, "validator-stream", "dev.healthdata.validator.ValidatorMain", options)
                .command(arguments);
    }
}

package dev.healthdata.microbenchmarks;

import dev.healthdata.records.json.CleanJson;
import dev.healthdata.records.json.RawJson;
import dev.healthdata.records.rule.Outcome;
import dev.healthdata.records.rule.RowRules;
import dev.healthdata.records.rule.Severities;
import dev.healthdata.records.table.Fields;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A row judged by its rules, and its records written and read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowRulesAndJson {
    private final RowRules rules = new RowRules(Clock.systemUTC(), Severities.defaults());
    private final List<String> columns = SampleRows.columns();
    private final Fields good = SampleRows.fields().get(0);
    private final Fields bad = Fields.of(SampleRows.VISITS, List.of("V1", "P1", "D1", "not a day", "", "OPD"));
    private final byte[] raw = RawJson.encode(columns, good.values());
    private final byte[] clean = CleanJson.encode(good, 1);

    @Benchmark
    public Outcome judgeGood() {
        return rules.judge(good);
    }

    @Benchmark
    public Outcome judgeBad() {
        return rules.judge(bad);
    }

    @Benchmark
    public byte[] encodeRaw() {
        return RawJson.encode(columns, good.values());
    }

    @Benchmark
    public Object decodeRaw() {
        return RawJson.decode(raw);
    }

    @Benchmark
    public byte[] encodeClean() {
        return CleanJson.encode(good, 1);
    }

    @Benchmark
    public Object decodeClean() {
        return CleanJson.decode(SampleRows.VISITS, clean);
    }
}

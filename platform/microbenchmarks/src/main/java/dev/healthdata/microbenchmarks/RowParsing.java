package dev.healthdata.microbenchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.healthdata.producer.csv.CsvFile;
import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.csv.CsvRow;
import dev.healthdata.producer.csv.Opening;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A row of a CSV file, from bytes to text by column. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowParsing {
    private final byte[] file = file();
    private final CsvOptions options = new CsvOptions(Optional.empty(), Optional.empty(), UTF_8);

    @Benchmark
    @OperationsPerInvocation(SampleRows.COUNT)
    public void parse(Blackhole out) throws IOException {
        CsvFile csv = ((Opening.Rows) CsvFile.open(new ByteArrayInputStream(file), "visits.csv", options, file.length))
                .file();
        for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
            out.consume(row.get());
        }
    }

    private static byte[] file() {
        StringBuilder text = new StringBuilder(String.join(",", SampleRows.columns())).append('\n');
        SampleRows.values().forEach(row -> text.append(String.join(",", row)).append('\n'));
        return text.toString().getBytes(UTF_8);
    }
}

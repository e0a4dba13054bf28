package dev.healthdata.microbenchmarks;

import dev.healthdata.sink.change.Upsert;
import dev.healthdata.sink.sql.Dialect;
import dev.healthdata.sink.sql.RowStatements;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A row bound to its place in a statement of a thousand, with a driver that does nothing: what is left is ours. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UpsertBinding {
    private final RowStatements statements = new RowStatements(Dialect.MYSQL, SampleRows.COUNT);
    private final Connection connection = idle(Connection.class, idle(PreparedStatement.class, 0));
    private final List<Upsert> rows = SampleRows.values().stream()
            .map(row -> new Upsert(
                    SampleRows.VISITS,
                    List.<Object>of(
                            row.get(0), row.get(1), row.get(2), LocalDate.parse(row.get(3)), row.get(4), row.get(5)),
                    1,
                    null))
            .toList();

    @Benchmark
    @OperationsPerInvocation(SampleRows.COUNT)
    public void bind() throws SQLException {
        statements.upsert(connection, rows);
    }

    /** Answers with the same whatever it is asked, and with nothing where nothing is to be answered. */
    private static <T> T idle(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? UpsertBinding.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getReturnType() == void.class ? null : answer));
    }
}

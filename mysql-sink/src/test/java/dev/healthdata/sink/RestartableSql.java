package dev.healthdata.sink;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.testing.Docker;
import dev.healthdata.testing.TestSql;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A server of its own that can be killed and started again with the same data, at the same port. */
interface RestartableSql extends AutoCloseable {
    /** How to start one, with options of the server's own: MySQL where Docker answers, and MariaDB always. */
    static Stream<Function<List<String>, RestartableSql>> all() {
        return Docker.answers()
                ? Stream.of(options -> RestartableMySql.start(Ports.free(), options), RestartableMariaDb::start)
                : Stream.of(RestartableMariaDb::start);
    }

    TestSql sql();

    /** kill -9 of the server. */
    void crash();

    /** Returns when it answers. */
    void startAgain();

    @Override
    void close();
}

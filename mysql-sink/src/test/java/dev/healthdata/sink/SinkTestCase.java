package dev.healthdata.sink;

import dev.healthdata.testing.TestSql;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of a sink between clean topics and a database, on each server, with all of these new for each test. */
@ParameterizedClass
@MethodSource("dev.healthdata.sink.SinkTestCase#servers")
abstract class SinkTestCase {
    @Parameter
    TestSql sql;

    SinkFixture fixture;
    CleanTopics topics;

    static Stream<TestSql> servers() {
        return Servers.all();
    }

    /** Of classes before it there may be dead letters, which each sink reads first: rows that refer to those do not wait. */
    @BeforeAll
    static void resetTopics() {
        SinkFixture.resetTopics();
    }

    @BeforeEach
    final void setUp() throws Exception {
        fixture = new SinkFixture(sql);
        topics = fixture.topics;
    }

    @AfterEach
    final void tearDown() {
        fixture.close();
    }
}

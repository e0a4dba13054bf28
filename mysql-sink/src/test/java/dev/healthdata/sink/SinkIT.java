package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.testing.TestSql;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("servers")
class SinkIT {
    private final TestSql sql;
    private SinkFixture fixture;
    private CleanTopics topics;

    SinkIT(TestSql sql) {
        this.sql = sql;
    }

    static Stream<TestSql> servers() {
        return Servers.all();
    }

    @BeforeEach
    void setUp() throws Exception {
        fixture = new SinkFixture(sql);
        topics = fixture.topics;
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    @Test
    void storesTheRowsOfAllTablesWithTheirVersions() throws Exception {
        topics.write(() -> {
            topics.row("patients", 7, "P1", "Zoë O'Neil, \"Zo\" \\ 李", "Other", "1899-12-31", null, null);
            topics.doctor("D1", 8);
            topics.visit("V1", "P1", "D1", 9);
            topics.labReport("L1", "V1", 10);
        });
        fixture.start();
        fixture.awaitWritten();

        assertThat(fixture.rows("patients"))
                .containsExactly(java.util.Arrays.asList(
                        "P1", "Zoë O'Neil, \"Zo\" \\ 李", "Other", "1899-12-31", null, null, "7"));
        assertThat(fixture.rows("doctors"))
                .containsExactly(List.of("D1", "Dr. Ngũgĩ", "Cardiology", "St. Mary's", "8"));
        assertThat(fixture.rows("visits"))
                .containsExactly(List.of("V1", "P1", "D1", "2024-03-31", "Check-up", "Outpatient", "9"));
        assertThat(fixture.rows("lab_reports"))
                .containsExactly(List.of("L1", "V1", "HbA1c", "5.4", "2024-04-01", "10"));
        assertThat(topics.deadLetters()).isEmpty();
    }
}

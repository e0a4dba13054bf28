package dev.healthdata.sink.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.sink.check.Problems.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlCheckTest {
    private static final String ADDRESS = "jdbc:mysql://db:3306/healthcare_db";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?sslMode=VERIFY_IDENTITY&trustCertificateKeyStoreUrl=file:/ca.p12",
                "?rewriteBatchedStatements=true&useServerPrepStmts=false",
                "?characterEncoding=UTF-8",
                "?failOverReadOnly=false",
                "?profileSQL=false&logSlowQueries=false",
                "?connectionCollation=utf8mb4_0900_ai_ci"
            })
    void whatDoesNoHarmIsTaken(String options) {
        assertThat(problems(ADDRESS + options)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rewriteBatchedStatements=false",
                "CACHEPREPSTMTS=false",
                "useServerPrepStmts",
                "jdbcCompliantTruncation=false",
                "autoReconnect=true",
                "allowMultiQueries=true",
                "failOverReadOnly=true",
                "sessionVariables=sql_mode=''",
                "characterEncoding=latin1",
                "connectionCollation=latin1_swedish_ci",
                "ConnectionCollation=utf8mb3_general_ci"
            })
    void whatWouldMakeWritingSlowOrInexactIsNamed(String option) {
        assertThat(problems(ADDRESS + "?sslMode=REQUIRED&" + option))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith(option + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profileSQL=true",
                "logSlowQueries=true",
                "useUsageAdvisor=true",
                "traceProtocol=true",
                "enablePacketDebug=TRUE",
                "autoGenerateTestcaseScript=true",
                "logger=Slf4JLogger",
                "profilerEventHandler=com.mysql.cj.log.LoggingProfilerEventHandler",
                "queryInterceptors=com.example.Tracing",
                "exceptionInterceptors=com.example.Tracing"
            })
    void whatWouldPutStatementsIntoTheLogIsNamed(String option) {
        assertThat(problems(ADDRESS + "?" + option)).singleElement().satisfies(problem -> assertThat(problem.message())
                .startsWith(option + " would write values of records into the log"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"useConfigs=fullDebug", "propertiesTransform=com.example.Tracing"})
    void whatBringsOtherOptionsAlongIsNamed(String option) {
        assertThat(problems(ADDRESS + "?" + option)).singleElement().satisfies(problem -> assertThat(problem.message())
                .startsWith(option + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://db:3306", "jdbc:mysql://db:3306/", "jdbc:mysql://db/?sslMode=REQUIRED"})
    void aUrlWithoutADatabaseIsNamed(String url) {
        assertThat(problems(url)).singleElement().satisfies(problem -> assertThat(problem.message())
                .startsWith("names no database"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql:db:3306/healthcare_db",
                "jdbc:mysql:/db:3306/healthcare_db",
                "jdbc:mysql:db:3306/healthcare_db?xdevapi.ssl-truststore=file:///ca.p12",
                "jdbc:mysql:one://db:3306/healthcare_db"
            })
    void aUrlThatTheDriverDoesNotTakeIsNamed(String url) {
        assertThat(problems(url)).singleElement().satisfies(problem -> assertThat(problem.message())
                .startsWith("does not begin with jdbc:mysql://"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:mysql:loadbalance://a,b:3307/healthcare_db", "jdbc:mysql:replication://a,b/healthcare_db"})
    void aUrlOfSeveralServersIsTaken(String url) {
        assertThat(problems(url)).isEmpty();
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        assertThat(problems("jdbc:mysql://db:3306/?autoReconnect=true&allowMultiQueries=true"))
                .hasSize(3);
    }

    private static List<Problem> problems(String url) {
        List<Problem> problems = new ArrayList<>();
        UrlCheck.run(url, problems);
        return problems;
    }
}

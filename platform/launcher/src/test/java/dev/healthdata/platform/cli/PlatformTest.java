package dev.healthdata.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.records.process.Endpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Which database is meant. */
class PlatformTest {
    private static final String URL = "jdbc:mysql://elsewhere/healthcare_db";

    @TempDir
    private Path state;

    @Test
    void aPasswordAloneIsForAnotherDatabase() throws Exception {
        Path gone = state.resolve("gone");

        assertThat(sql(Map.of("MYSQL_PASSWORD", "of another project"))).isEqualTo(running());
        assertThat(sql(Map.of("MYSQL_PASSWORD_FILE", gone.toString()))).isEqualTo(running());
    }

    @Test
    void whatIsBlankSaysNothing() throws Exception {
        assertThat(sql(Map.of("MYSQL_URL", "", "MYSQL_USER", " ", "MYSQL_PASSWORD", "", "MYSQL_PASSWORD_FILE", "")))
                .isEqualTo(running());
    }

    @Test
    void anotherUserOfTheSameDatabaseHasAnotherPassword() throws Exception {
        assertThat(sql(Map.of("MYSQL_USER", "analyst", "MYSQL_PASSWORD", "a")))
                .isEqualTo(new SqlAccount(running().url(), "analyst", "a"));
    }

    @Test
    void thePasswordOfTheRunningDatabaseIsNotToldToAnotherOne() throws Exception {
        assertThat(sql(Map.of("MYSQL_URL", URL, "MYSQL_USER", "analyst")))
                .isEqualTo(new SqlAccount(URL, "analyst", ""));
    }

    @Test
    void thePasswordIsTheFirstLineOfItsFile() throws Exception {
        Path file = Files.writeString(state.resolve("password"), " a b \nsecond line\n");

        assertThat(sql(Map.of("MYSQL_URL", URL, "MYSQL_USER", "analyst", "MYSQL_PASSWORD_FILE", file.toString())))
                .isEqualTo(new SqlAccount(URL, "analyst", " a b "));
    }

    @Test
    void aFileThatCannotBeReadIsAUsageErrorThatNamesIt() {
        Path gone = state.resolve("gone");

        assertThatThrownBy(() -> sql(Map.of("MYSQL_URL", URL, "MYSQL_PASSWORD_FILE", gone.toString())))
                .isInstanceOf(ParameterException.class)
                .hasMessage("MYSQL_PASSWORD_FILE: cannot read " + gone);
    }

    private static SqlAccount running() {
        return new SqlAccount("jdbc:mysql://127.0.0.1:3306/healthcare_db", "healthcare", "secret");
    }

    private SqlAccount sql(Map<String, String> environment) throws Exception {
        Files.writeString(
                state.resolve(Endpoints.FILE),
                String.join(
                        "\n",
                        Endpoints.MYSQL_URL + "=" + running().url(),
                        Endpoints.MYSQL_USER + "=" + running().user(),
                        Endpoints.MYSQL_PASSWORD + "=" + running().password()));
        Asking asking = new Asking(new Platform(environment));
        new CommandLine(asking).parseArgs("--state", state.toString());
        return asking.platform.sql();
    }

    @Command
    private static final class Asking {
        @Mixin
        private final Platform platform;

        private Asking(Platform platform) {
            this.platform = platform;
        }
    }
}

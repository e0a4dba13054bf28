package dev.healthdata.testing;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.sql.EmbeddedSqlServer;
import dev.healthdata.infrastructure.sql.SqlAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A real SQL server with the schema, the procedures and the views, one for all tests of a JVM. */
public final class TestSql {
    /** In the order in which they are run. */
    private static final List<String> SCRIPTS = List.of("db.sql", "schema.sql", "procedures.sql", "views.sql");

    private static final int STARTUP_SECONDS = 300;

    private static TestSql shared;

    private final SqlAccount account;
    private final SqlAccount administrator;
    private final OptionalLong process;

    private TestSql(SqlAccount account, SqlAccount administrator, OptionalLong process) {
        this.account = account;
        this.administrator = administrator;
        this.process = process;
    }

    /** Starts it at the first call; it ends with the JVM. MySQL in a container, or the embedded MariaDB. */
    public static synchronized TestSql shared() {
        if (shared == null) {
            shared = Docker.answers() ? container() : embedded();
        }
        return shared;
    }

    /** A MariaDB of its own, whether or not Docker answers. */
    public static TestSql embedded() {
        Path directory = TestDirectory.create("sql");
        EmbeddedSqlServer server = EmbeddedSqlServer.start(
                Home.path(), directory, directory.resolve("sql.log"), Ports.free(), "test-only");
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.awaitReady();
        server.run(scripts());
        System.err.println("SQL server for tests: embedded MariaDB");
        return of(server);
    }

    /** An embedded server that the test itself runs, e.g. to end it in between; the scripts are up to the test. */
    public static TestSql of(EmbeddedSqlServer server) {
        String user = "'administrator'@'127.0.0.1'";
        server.runAsAdministrator(List.of(write("CREATE USER IF NOT EXISTS " + user + " IDENTIFIED BY '"
                + server.account().password() + "'; GRANT ALL PRIVILEGES ON *.* TO " + user + " WITH GRANT OPTION;")));
        SqlAccount account = server.account();
        return at(account, new SqlAccount(account.url(), "administrator", account.password()));
    }

    /** Another server that the test itself runs. */
    public static TestSql at(SqlAccount account, SqlAccount administrator) {
        return new TestSql(account, administrator, OptionalLong.empty());
    }

    /** Makes the tables and the procedures. */
    public static List<Path> scripts() {
        return SCRIPTS.stream().map(TestSql::script).toList();
    }

    public SqlAccount account() {
        return account;
    }

    /** Somebody with all rights. */
    public SqlAccount administrator() {
        return administrator;
    }

    /** The server's process id, of a container of ours. */
    public OptionalLong process() {
        return process;
    }

    public Connection connect() throws SQLException {
        return account.connect();
    }

    /** Empties the tables, children first, and lets the sink forget what was deleted. */
    public void reset() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("lab_reports", "visits", "doctors", "patients", "deleted_rows")) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        }
    }

    /** The rows of a query, every value as text, null where it is NULL. */
    public List<List<String>> query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(row);
            }
            return all;
        }
    }

    /** Runs statements as the owner of the database. */
    public void update(String... sql) throws SQLException {
        run(account, sql);
    }

    /** Runs statements as somebody with all rights. */
    public void administer(String... sql) throws SQLException {
        run(administrator, sql);
    }

    private static void run(SqlAccount as, String... sql) throws SQLException {
        try (Connection connection = as.connect();
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        }
    }

    private static Path write(String sql) {
        try {
            return Files.writeString(TestDirectory.create("scripts").resolve("script.sql"), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path script(String name) {
        return Home.path().resolve("sql").resolve(name);
    }

    private static TestSql container() {
        String image = Docker.image("MYSQL_IMAGE", "mysql:8.4");
        MySQLContainer mysql = new MySQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mysql"))
                .withDatabaseName(EmbeddedSqlServer.DATABASE)
                .withUsername(EmbeddedSqlServer.USER)
                .withPassword("test-only")
                // The default of two minutes is not enough where many builds share a machine.
                .withStartupTimeoutSeconds(STARTUP_SECONDS)
                .withConnectTimeoutSeconds(STARTUP_SECONDS);
        for (int i = 0; i < SCRIPTS.size(); i++) {
            mysql.withCopyFileToContainer(
                    MountableFile.forHostPath(script(SCRIPTS.get(i)), 0644),
                    "/docker-entrypoint-initdb.d/" + i + "-" + SCRIPTS.get(i));
        }
        mysql.start();
        System.err.println("SQL server for tests: container " + image);
        return new TestSql(
                new SqlAccount(mysql.getJdbcUrl(), mysql.getUsername(), mysql.getPassword()),
                new SqlAccount(mysql.getJdbcUrl(), "root", mysql.getPassword()),
                OptionalLong.of(mysql.getCurrentContainerInfo().getState().getPidLong()));
    }
}

package dev.healthdata.sink.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** A small pool of connections that are all set up for exact and quick writing. */
public final class Database implements AutoCloseable {
    /** Longer than a lock wait, so that the server's answer comes first. */
    private static final String SOCKET_TIMEOUT_MS = "60000";

    /**
     * Whatever the server's defaults are: a value that does not fit is an error, never cut or zeroed; and a process that
     * stands still in the middle of a transaction does not keep its locks from others for the usual eight hours.
     */
    private static final String SESSION = "sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
            + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',innodb_lock_wait_timeout=5,wait_timeout=";

    private static final int ANSWER_S = 2;

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Does not connect yet.
     *
     * @param registry told the metrics of the pool
     */
    public static Database of(DatabaseSettings settings, MeterRegistry registry) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("mysql");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setDataSourceProperties(driver(settings.lockTimeout()));
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(0);
        // With the half minute after which the pool looks, still less than the usual wait_timeout.
        config.setIdleTimeout(10_000);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
        return new Database(new HikariDataSource(config));
    }

    /** Autocommit is off; the transaction that is open at {@code close} is rolled back. */
    public Connection connect() throws SQLException {
        return pool.getConnection();
    }

    /**
     * Is told of what failed. A connection on which nothing can be changed is not used again: it may lead to a server whose
     * place another one has taken, and a session that began as read-only stays so.
     *
     * @param connection not closed yet
     */
    public void failed(Connection connection, SQLException error) {
        if (SqlFailure.of(error).isReadOnly()) {
            leave(connection);
        }
    }

    /**
     * The next one leads to whatever server there is then.
     *
     * @param connection not closed yet, and not to be used again
     */
    public void leave(Connection connection) {
        pool.evictConnection(connection);
    }

    /** Whether it answers, within some seconds. */
    public boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(ANSWER_S);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static Properties driver(Duration lockTimeout) {
        Properties driver = new Properties();
        driver.put("sessionVariables", SESSION + lockTimeout.toSeconds());
        driver.put("connectTimeout", "5000");
        driver.put("socketTimeout", SOCKET_TIMEOUT_MS);
        driver.put("tcpKeepAlive", "true");
        // The statements are multi-row already and the driver fills the values in: one round trip for a thousand rows.
        driver.put("useServerPrepStmts", "false");
        driver.put("cachePrepStmts", "true");
        driver.put("prepStmtCacheSize", "64");
        driver.put("prepStmtCacheSqlLimit", "131072");
        driver.put("useLocalSessionState", "true");
        // The second server of a URL is there to be written to. The first one is tried again, between transactions.
        driver.put("failOverReadOnly", "false");
        driver.put("maintainTimeStats", "false");
        driver.put("dumpQueriesOnException", "false");
        return driver;
    }
}

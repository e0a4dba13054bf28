package dev.healthdata.sink.sql;

import java.time.Duration;

/**
 * How the database is reached.
 *
 * @param url as JDBC knows it, {@code jdbc:mysql://host:3306/healthcare_db}, TLS options included
 * @param connections at most this many at a time
 * @param connectTimeout how long to wait at the start for a server that does not answer yet
 * @param lockTimeout after which the server takes its locks from a process that stands still in a transaction
 */
public record DatabaseSettings(
        String url, String user, String password, int connections, Duration connectTimeout, Duration lockTimeout) {
    @Override
    public String toString() {
        return user + " at " + url;
    }
}

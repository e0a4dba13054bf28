package dev.healthdata.sink.sql;

import java.time.Duration;

/**
 * How the database is reached.
 *
 * @param url as JDBC knows it, {@code jdbc:mysql://host:3306/healthcare_db}, TLS options included
 * @param connections at most this many at a time
 * @param connectTimeout how long to wait at the start for a server that does not answer yet
 */
public record DatabaseSettings(String url, String user, String password, int connections, Duration connectTimeout) {
    @Override
    public String toString() {
        return user + " at " + url;
    }
}

package dev.healthdata.infrastructure.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** How the parts reach the database. */
public record SqlAccount(String url, String user, String password) {
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** The same with one more option of the driver, {@code name=value}. */
    public SqlAccount with(String option) {
        return new SqlAccount(url + (url.contains("?") ? "&" : "?") + option, user, password);
    }

    /** The URL without what may hold secrets: a user in it, the properties of a host, the driver's options. */
    public String address() {
        return url.replaceFirst("//[^/?]*@", "//").replaceFirst("(?s)[?(].*", "");
    }

    @Override
    public String toString() {
        return user + " at " + address();
    }
}

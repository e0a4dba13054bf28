package dev.healthdata.infrastructure.sql;

/** How the parts reach the database. */
public record SqlAccount(String url, String user, String password) {
    @Override
    public String toString() {
        return user + " at " + url;
    }
}

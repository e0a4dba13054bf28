package dev.healthdata.records.catalog;

/** What patient data says of itself in logs and debuggers: its kind, and nothing else. */
final class Redacted {
    private Redacted() {}

    static String row(Class<?> type) {
        return type.getSimpleName() + "[redacted]";
    }
}

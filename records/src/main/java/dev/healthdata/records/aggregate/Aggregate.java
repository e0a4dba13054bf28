package dev.healthdata.records.aggregate;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An aggregate of {@code data/processed}. {@link #sql} says over the database what the file must hold; rows come in its
 * order, by the key columns, byte by byte, with what has no value first. An empty field is NULL.
 */
public enum Aggregate {
    DOCTOR_SUMMARY(
            1, List.of("doctor_id", "total_visits", "unique_patients", "name", "specialization", "hospital"), """
            SELECT v.doctor_id, COUNT(*) AS total_visits, COUNT(DISTINCT v.patient_id) AS unique_patients,
                   d.name, d.specialization, d.hospital
            FROM visits v JOIN doctors d ON d.doctor_id = v.doctor_id
            GROUP BY v.doctor_id, d.name, d.specialization, d.hospital
            ORDER BY CAST(v.doctor_id AS BINARY)"""),
    CITY_DISTRIBUTION(1, List.of("city", "patient_count"), """
            SELECT city, COUNT(*) AS patient_count FROM patients
            GROUP BY city
            ORDER BY CAST(city AS BINARY)"""),
    VISIT_REASON_ANALYSIS(1, List.of("reason", "total_visits", "unique_patients"), """
            SELECT reason, COUNT(*) AS total_visits, COUNT(DISTINCT patient_id) AS unique_patients FROM visits
            GROUP BY reason
            ORDER BY CAST(reason AS BINARY)"""),
    LAB_RESULT_DISTRIBUTION(2, List.of("test_type", "result", "report_count"), """
            SELECT test_type, result, COUNT(*) AS report_count FROM lab_reports
            GROUP BY test_type, result
            ORDER BY CAST(test_type AS BINARY), CAST(result AS BINARY)"""),
    HOSPITAL_VISITS(1, List.of("hospital", "total_visits", "unique_patients", "active_doctors"), """
            SELECT d.hospital, COUNT(*) AS total_visits, COUNT(DISTINCT v.patient_id) AS unique_patients,
                   COUNT(DISTINCT v.doctor_id) AS active_doctors
            FROM visits v JOIN doctors d ON d.doctor_id = v.doctor_id
            GROUP BY d.hospital
            ORDER BY CAST(d.hospital AS BINARY)""");

    /** In {@code _snapshot.json}, true where the CSV files have text as {@link Formula} makes it. */
    public static final String SPREADSHEET_SAFE = "spreadsheetSafe";

    private static final Set<String> NUMBERS =
            Set.of("patient_count", "report_count", "total_visits", "unique_patients", "active_doctors");

    private final int keyColumns;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> columns;

    private final String sql;

    Aggregate(int keyColumns, List<String> columns, String sql) {
        this.keyColumns = keyColumns;
        this.columns = columns;
        this.sql = sql;
    }

    /** The name of its folder, and of its file without the ending. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many of the first columns are the group's key. */
    public int keyColumns() {
        return keyColumns;
    }

    public List<String> columns() {
        return columns;
    }

    /** Whether the column is a whole number, never NULL. Any other is text. */
    public boolean isNumber(int column) {
        return NUMBERS.contains(columns.get(column));
    }

    /**
     * Runs in MySQL 8, in MariaDB and in Spark; sorts by the bytes of UTF-8. The database's binary collation does not quite: it
     * pads the shorter text with spaces, so that what goes on with a line end would come first.
     */
    public String sql() {
        return sql;
    }
}

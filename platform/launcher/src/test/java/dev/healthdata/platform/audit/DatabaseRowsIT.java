package dev.healthdata.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.table.Table;
import dev.healthdata.testing.TestSql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deletions that only the database remembers. */
class DatabaseRowsIT {
    private static final Table DOCTORS = Tables.named("doctors");

    private final TestSql sql = TestSql.shared();

    @BeforeEach
    void remembersADoctorAndAPatient() throws Exception {
        sql.reset();
        sql.update("INSERT INTO deleted_rows VALUES ('doctors', 'D1', 1, 2, 3), ('patients', 'P1', 1, 2, 3)");
        sql.administer(
                "CREATE USER 'reader'@'%' IDENTIFIED BY 'test-only'",
                "GRANT SELECT ON healthcare_db.doctors TO 'reader'@'%'");
    }

    @AfterEach
    void forgets() throws Exception {
        sql.reset();
        sql.administer("DROP USER 'reader'@'%'");
    }

    @Test
    void thoseOfATableAreRead() throws Exception {
        List<String> deleted = new ArrayList<>();
        try (Connection connection = sql.connect();
                Buckets buckets = new Buckets()) {
            assertThat(DatabaseRows.readDeletionsInto(buckets, connection, DOCTORS))
                    .isTrue();
            buckets.forEach((key, books) -> {
                assertThat(books.deleted()).isTrue();
                deleted.add(key);
            });
        }

        assertThat(deleted).containsExactly("D1");
    }

    @Test
    void whoMayReadTheTablesOnlyIsToldSoAndReadsOn() throws Exception {
        try (Connection connection = DriverManager.getConnection(sql.account().url(), "reader", "test-only");
                Buckets buckets = new Buckets()) {
            assertThat(DatabaseRows.readDeletionsInto(buckets, connection, DOCTORS))
                    .isFalse();
            DatabaseRows.readInto(buckets, connection, DOCTORS);
        }
    }
}

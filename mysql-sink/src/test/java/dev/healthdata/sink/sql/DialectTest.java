package dev.healthdata.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.records.catalog.Tables;
import org.junit.jupiter.api.Test;

class DialectTest {
    @Test
    void mySqlNamesTheNewRow() {
        assertThat(Dialect.of("8.4.6").upsert(Tables.named("doctors"), 2))
                .isEqualTo("INSERT INTO doctors (doctor_id, name, specialization, hospital, version)"
                        + " VALUES (?, ?, ?, ?, ?), (?, ?, ?, ?, ?) AS new ON DUPLICATE KEY UPDATE"
                        + " name = IF(new.version >= doctors.version, new.name, doctors.name),"
                        + " specialization = IF(new.version >= doctors.version, new.specialization,"
                        + " doctors.specialization),"
                        + " hospital = IF(new.version >= doctors.version, new.hospital, doctors.hospital),"
                        + " version = IF(new.version >= doctors.version, new.version, doctors.version)");
    }

    @Test
    void mariaDbHasOnlyItsValues() {
        assertThat(Dialect.of("11.4.5-MariaDB").upsert(Tables.named("doctors"), 1))
                .contains("VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE name = IF(VALUES(version) >= doctors.version,"
                        + " VALUES(name), doctors.name)")
                .endsWith("version = IF(VALUES(version) >= doctors.version, VALUES(version), doctors.version)");
    }

    @Test
    void theVersionIsAssignedLastSoThatTheOthersCompareWithTheStoredOne() {
        for (Dialect dialect : Dialect.values()) {
            Tables.all().forEach(table -> assertThat(dialect.upsert(table, 1))
                    .matches("INSERT .*, version = IF\\([^,]+, [^,]+, [^,]+\\)"));
        }
    }
}

package dev.healthdata.infrastructure.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlAccountTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db:3306/healthcare_db, jdbc:mysql://db:3306/healthcare_db",
        "jdbc:mysql://db/healthcare_db?sslMode=REQUIRED&trustCertificateKeyStorePassword=x, jdbc:mysql://db/healthcare_db",
        "jdbc:mysql://ann:x@db/healthcare_db?a=b@c, jdbc:mysql://db/healthcare_db",
        "jdbc:mysql://(host=db)(password=x)/healthcare_db, jdbc:mysql://"
    })
    void showsWhereADatabaseIsWithoutWhatMayBeSecret(String url, String address) {
        SqlAccount account = new SqlAccount(url, "u", "p");

        assertThat(account.address()).isEqualTo(address);
        assertThat(account).hasToString("u at " + address);
    }
}

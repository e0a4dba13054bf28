package dev.healthdata.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.sink.check.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A MySQL whose certificate names {@code localhost}, and that takes nobody without TLS. */
@EnabledIf("dev.healthdata.testing.Docker#answers")
class TlsIT {
    @TempDir
    private static Path directory;

    private static RestartableSql database;
    private static String trusting;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        Certificate certificate = Certificate.forLocalhost(directory);
        trusting = "&trustCertificateKeyStoreUrl=file:" + certificate.trustStore(directory)
                + "&trustCertificateKeyStorePassword=" + Certificate.PASSWORD;
        port = Ports.free();
        database = RestartableMySql.start(
                port,
                List.of("--ssl-cert=/tls/cert.pem", "--ssl-key=/tls/key.pem"),
                Map.of("/tls/cert.pem", certificate.certificate(), "/tls/key.pem", certificate.key()));
        database.sql().administer("ALTER USER '" + database.sql().account().user() + "'@'%' REQUIRE SSL");
    }

    @AfterAll
    static void end() {
        database.close();
    }

    @Test
    void aTrustedServerWithTheRightNameIsWrittenTo() throws Exception {
        assertThat(stored("localhost", "?sslMode=VERIFY_IDENTITY" + trusting)).containsExactly("P1=1");
    }

    @Test
    void theNameDoesNotMatterWhereOnlyTheCertificateIsAskedFor() throws Exception {
        assertThat(stored("127.0.0.1", "?sslMode=VERIFY_CA" + trusting)).containsExactly("P1=1");
    }

    @Test
    void aServerWithAnotherNameIsRefusedBeforeAnyPasswordIsSent() {
        assertThatThrownBy(() -> stored("127.0.0.1", "?sslMode=VERIFY_IDENTITY" + trusting))
                .isInstanceOf(Problems.class)
                .hasMessageContaining("certificate");
    }

    @Test
    void aServerThatNobodyVouchesForIsRefused() {
        assertThatThrownBy(() -> stored("localhost", "?sslMode=VERIFY_CA"))
                .isInstanceOf(Problems.class)
                .hasMessageContaining("certificate");
    }

    private static List<String> stored(String host, String options) throws Exception {
        SqlAccount account = database.sql().account();
        String url = "jdbc:mysql://" + host + ":" + port + "/healthcare_db" + options;
        try (SinkFixture fixture = new SinkFixture(database.sql())) {
            fixture.start(fixture.at(new SqlAccount(url, account.user(), account.password())));
            fixture.topics.write(() -> fixture.topics.patient("P1", "one", 1));
            fixture.awaitWritten();
            return fixture.versions("patients");
        }
    }
}

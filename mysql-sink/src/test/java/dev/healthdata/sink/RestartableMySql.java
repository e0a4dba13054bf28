package dev.healthdata.sink;

import dev.healthdata.infrastructure.sql.EmbeddedSqlServer;
import dev.healthdata.infrastructure.sql.SqlAccount;
import dev.healthdata.testing.Docker;
import dev.healthdata.testing.TestSql;
import java.util.List;
import java.util.Map;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** One in a container. Its port is chosen here, because Docker would choose another one at each start. */
final class RestartableMySql implements RestartableSql {
    private final MySQLContainer container;

    private RestartableMySql(MySQLContainer container) {
        this.container = container;
    }

    static RestartableSql start(int port, List<String> options) {
        return start(port, options, Map.of());
    }

    /** @param files that it finds, by their paths */
    static RestartableSql start(int port, List<String> options, Map<String, byte[]> files) {
        MySQLContainer container = new MySQLContainer(DockerImageName.parse(Docker.image("MYSQL_IMAGE", "mysql:8.4"))
                        .asCompatibleSubstituteFor("mysql"))
                .withDatabaseName(EmbeddedSqlServer.DATABASE)
                .withUsername(EmbeddedSqlServer.USER)
                .withPassword("test-only")
                .withStartupTimeoutSeconds(300)
                .withConnectTimeoutSeconds(300)
                .withCommand(options.toArray(String[]::new));
        int order = 0;
        for (var script : TestSql.scripts()) {
            container.withCopyFileToContainer(
                    MountableFile.forHostPath(script, 0644),
                    "/docker-entrypoint-initdb.d/" + order++ + "-" + script.getFileName());
        }
        files.forEach((path, content) -> container.withCopyToContainer(Transferable.of(content, 0644), path));
        container.setPortBindings(List.of(port + ":" + MySQLContainer.MYSQL_PORT));
        container.start();
        return new RestartableMySql(container);
    }

    @Override
    public TestSql sql() {
        SqlAccount owner = new SqlAccount(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        return TestSql.at(owner, new SqlAccount(owner.url(), "root", owner.password()));
    }

    @Override
    public void crash() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void startAgain() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> sql().query("SELECT 1").size() == 1);
    }

    @Override
    public void close() {
        container.stop();
    }

    @Override
    public String toString() {
        return "MySQL";
    }
}

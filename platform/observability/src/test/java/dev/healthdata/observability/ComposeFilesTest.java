package dev.healthdata.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the Compose files must not say; what they do, ComposeIT tries. */
class ComposeFilesTest {
    private static final Path HOME = Path.of(System.getProperty("healthcare.home"));

    @Test
    void noRegistryIsAskedForImagesOfOurs() throws IOException {
        Map<String, Map<String, Object>> ours = services("docker-compose.yml");
        ours.values().removeIf(service -> !String.valueOf(service.get("image")).startsWith("healthcare/"));

        assertThat(ours).hasSizeGreaterThan(5);
        assertThat(ours).allSatisfy((name, service) -> assertThat(service).containsEntry("pull_policy", "never"));
    }

    /** Else a command that does not know of the second file would let one of three brokers answer for all. */
    @Test
    void theBrokerOfThreeHasAnotherVolumeThanTheOnlyOne() throws IOException {
        assertThat(services("docker-compose.cluster.yml").get("kafka").get("volumes"))
                .asString()
                .contains(":/var/lib/kafka/data")
                .isNotEqualTo(String.valueOf(
                        services("docker-compose.yml").get("kafka").get("volumes")));
    }

    /** A password that is only printed at the first start is gone with the first container. */
    @Test
    void theDatabaseKeepsThePasswordOfItsAdministratorWhereNobodyElseReadsIt() throws IOException {
        Map<String, Map<String, Object>> services = services("docker-compose.yml");

        assertThat(services.get("mysql").get("environment"))
                .isEqualTo(Map.of(
                        "MYSQL_ROOT_PASSWORD_FILE", "/run/secrets/root/password", "MYSQL_ROOT_HOST", "localhost"));
        assertThat(services.get("mysql").get("volumes")).asString().contains("root-password:/run/secrets/root:ro");
        services.values()
                .removeIf(service -> !String.valueOf(service.get("volumes")).contains("root-password:"));
        assertThat(services).containsOnlyKeys("prepare", "mysql");
    }

    /** Else an {@code up} that is not told so again would end one of two. */
    @Test
    void threeBrokersHaveTwoValidatorsAndTwoSinks() throws IOException {
        Map<String, Map<String, Object>> services = services("docker-compose.cluster.yml");

        for (String service : List.of("validator-stream", "mysql-sink")) {
            assertThat(services.get(service)).as(service).containsEntry("deploy", Map.of("replicas", 2));
        }
    }

    /** What runs for months would fill the disk. */
    @Test
    void noLogGrowsForEver() throws IOException {
        Map<String, Map<String, Object>> services = services("docker-compose.yml");
        services("docker-compose.cluster.yml").forEach(services::putIfAbsent);
        services.values().removeIf(service -> !service.containsKey("restart"));

        assertThat(services).hasSizeGreaterThan(10);
        assertThat(services).allSatisfy((name, service) -> assertThat(service)
                .containsEntry("logging", Map.of("options", Map.of("max-size", "10m", "max-file", "3"))));
    }

    /** After an update without a build, the database would wait for a file that the old script does not make. */
    @Test
    void whatIsPreparedIsToldByTheSourcesAndNotByAnImage() throws IOException {
        Map<String, Object> prepare = services("docker-compose.yml").get("prepare");

        assertThat(prepare).containsEntry("entrypoint", List.of("sh", "/project/prepare.sh"));
        assertThat(prepare.get("volumes")).asString().contains("./docker/prepare.sh:/project/prepare.sh:ro");
    }

    private static Map<String, Map<String, Object>> services(String file) throws IOException {
        Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(Files.readString(HOME.resolve(file)));
        return compose.get("services");
    }
}

package dev.healthdata.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static Map<String, Map<String, Object>> services(String file) throws IOException {
        Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(Files.readString(HOME.resolve(file)));
        return compose.get("services");
    }
}

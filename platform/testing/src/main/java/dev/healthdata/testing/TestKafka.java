package dev.healthdata.testing;

import dev.healthdata.infrastructure.broker.EmbeddedBroker;
import dev.healthdata.infrastructure.process.Ports;
import dev.healthdata.infrastructure.topic.TopicSetup;
import dev.healthdata.records.topic.TopicSpec;
import dev.healthdata.records.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A real broker, one for all tests of a JVM. It knows rights: on what no test restricts, everybody has all. */
public final class TestKafka {
    private static final Map<String, String> ACCESS_CONTROL = Map.of(
            "authorizer.class.name",
            "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found",
            "true");

    private static TestKafka shared;

    private final String bootstrapServers;

    private TestKafka(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts it at the first call; it ends with the JVM. */
    public static synchronized TestKafka shared() {
        if (shared == null) {
            shared = Docker.answers() ? container() : embedded();
        }
        return shared;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Kafka client properties. */
    public Map<String, Object> client() {
        return new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Removes every topic, and with it the offsets that groups committed, and creates the platform's topics anew. */
    public void reset(int partitions) {
        try (Admin admin = Admin.create(client())) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            awaitTopics(admin, Set.of());
            TopicSetup.createMissing(client(), partitions);
            awaitTopics(
                    admin, Topics.all(partitions).stream().map(TopicSpec::name).collect(Collectors.toSet()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot reset Kafka", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A broker learns of topics a little after the controller has answered. */
    private static void awaitTopics(Admin admin, Set<String> expected) throws ExecutionException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!admin.listTopics().names().get().equals(expected)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("the broker still lists other topics than " + expected);
            }
            Thread.sleep(50);
        }
    }

    private static TestKafka container() {
        String image = Docker.image("KAFKA_IMAGE", "apache/kafka:4.3.1");
        KafkaContainer kafka = new KafkaContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", "4194304")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                // It lives for minutes: what the second compiler takes does not come back.
                .withEnv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")
                // The default of a minute is not enough where many builds share a machine.
                .withStartupTimeout(Duration.ofMinutes(3));
        ACCESS_CONTROL.forEach(
                (name, value) -> kafka.withEnv("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        kafka.start();
        System.out.println("Kafka for tests: container " + image);
        return new TestKafka(kafka.getBootstrapServers());
    }

    private static TestKafka embedded() {
        Path directory = TestDirectory.create("kafka");
        EmbeddedBroker broker = EmbeddedBroker.start(
                Home.path(), directory, directory.resolve("kafka.log"), Ports.free(), ACCESS_CONTROL);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        broker.awaitReady();
        System.out.println("Kafka for tests: embedded broker, no Docker daemon answers");
        return new TestKafka(broker.bootstrapServers());
    }
}

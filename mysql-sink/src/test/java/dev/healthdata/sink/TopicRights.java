package dev.healthdata.sink;

import static org.awaitility.Awaitility.await;

import dev.healthdata.testing.TestKafka;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What tests may do with topics, until this is closed; with those that are not named, all. */
final class TopicRights implements AutoCloseable {
    private static final String TESTS = "User:ANONYMOUS";
    private static final String SOMEBODY = "User:somebody";

    private final Admin admin = Admin.create(TestKafka.shared().client());

    /** Leaves these and takes all others. */
    void only(String topic, AclOperation... operations) throws Exception {
        List<AclBinding> rights = Stream.concat(
                        // Where nobody has any right, everybody has all.
                        Stream.of(right(topic, SOMEBODY, AclOperation.READ)),
                        Stream.of(operations).map(operation -> right(topic, TESTS, operation)))
                .toList();
        admin.createAcls(rights).all().get();
        await().until(() -> known().containsAll(rights));
    }

    private Set<AclBinding> known() throws Exception {
        return admin.describeAcls(AclBindingFilter.ANY).values().get().stream().collect(Collectors.toSet());
    }

    private static AclBinding right(String topic, String account, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry(account, "*", operation, AclPermissionType.ALLOW));
    }

    @Override
    public void close() {
        try (admin) {
            admin.deleteAcls(List.of(AclBindingFilter.ANY))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            await().until(() -> known().isEmpty());
        }
    }
}

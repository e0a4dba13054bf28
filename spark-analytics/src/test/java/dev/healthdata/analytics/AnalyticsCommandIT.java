package dev.healthdata.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.testing.TestKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyticsCommandIT {
    @TempDir
    private Path directory;

    @Test
    void saysWhichTopicIsMissing() throws Exception {
        TestKafka kafka = TestKafka.shared();
        kafka.reset(1);
        try (Admin admin = Admin.create(kafka.client())) {
            admin.deleteTopics(List.of("clean-visits")).all().get();
        }
        StringWriter err = new StringWriter();

        int code = AnalyticsMain.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(
                        "--bootstrap-server=" + kafka.bootstrapServers(),
                        "--checkpoint=" + directory.resolve("checkpoint"),
                        "--processed=" + directory.resolve("processed"));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("clean-visits").doesNotContain("clean-doctors");
        assertThat(directory).isEmptyDirectory();
    }
}

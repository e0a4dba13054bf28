package dev.healthdata.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AuditCommandTest {
    @Test
    void saysThatItReadsALocalDirectoryWhereAUriIsGiven() {
        StringWriter err = new StringWriter();

        int code = new CommandLine(new AuditCommand())
                .setErr(new PrintWriter(err, true))
                .execute("--bootstrap-server=localhost:1", "--processed=s3a://bucket/processed");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--processed: is a directory, not a URI");
    }
}

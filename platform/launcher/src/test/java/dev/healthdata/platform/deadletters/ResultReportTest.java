package dev.healthdata.platform.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.healthdata.platform.deadletters.replay.Outcome;
import dev.healthdata.platform.deadletters.replay.Result;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultReportTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(new BufferedOutputStream(bytes), false, UTF_8);

    @Test
    void jsonIsOneDocumentWithRowsCountsAndNoFailure() throws Exception {
        int code = ResultReport.of(out, true, told -> {
            told.accept(result("D1", Outcome.ACCEPTED));
            told.accept(result("D2", Outcome.REJECTED));
        });

        JsonNode json = json();
        assertThat(code).isEqualTo(1);
        assertThat(json.at("/rows/1/key").asText()).isEqualTo("D2");
        assertThat(json.get("accepted").asLong()).isOne();
        assertThat(json.get("rejected").asLong()).isOne();
        assertThat(json.get("sent").asLong(-1)).isZero();
        assertThat(json.get("failure").isNull()).isTrue();
    }

    @Test
    void jsonIsWholeAlsoWhereNoRowWasMeant() throws Exception {
        int code = ResultReport.of(out, true, told -> {});

        assertThat(code).isZero();
        assertThat(json().get("rows")).isEmpty();
    }

    @Test
    void jsonOfWorkThatFailsSaysWhatWasDoneAndWhatFailed() throws Exception {
        assertThatThrownBy(() -> ResultReport.of(out, true, told -> {
                    told.accept(result("D1", Outcome.ACCEPTED));
                    throw new IllegalStateException("Kafka is gone");
                }))
                .hasMessage("Kafka is gone");

        JsonNode json = json();
        assertThat(json.get("rows")).hasSize(1);
        assertThat(json.get("accepted").asLong()).isOne();
        assertThat(json.get("failure").asText()).isEqualTo("Kafka is gone");
    }

    @Test
    void eachRowIsALineThatCanBeReadAsSoonAsItIsKnown() throws Exception {
        List<String> seen = new ArrayList<>();
        ResultReport.of(out, true, told -> {
            told.accept(result("D1", Outcome.ACCEPTED));
            seen.add(lastLine());
            told.accept(result("D2", Outcome.ACCEPTED));
            seen.add(lastLine());
        });

        assertThat(new ObjectMapper().readTree(seen.get(0)).get("key").asText()).isEqualTo("D1");
        assertThat(new ObjectMapper().readTree(seen.get(1)).get("key").asText()).isEqualTo("D2");
    }

    @Test
    void textOfWorkThatFailsCountsWhatWasDone() {
        assertThatThrownBy(() -> ResultReport.of(out, false, told -> {
                    told.accept(result("D1", Outcome.ALREADY_ACCEPTED));
                    throw new IllegalStateException("Kafka is gone");
                }))
                .hasMessage("Kafka is gone");

        assertThat(bytes.toString(UTF_8).lines())
                .containsExactly("doctors D1 (doctors.csv, line 2): already accepted", "1 already accepted");
    }

    @Test
    void textSaysThatNothingWasMeant() throws Exception {
        ResultReport.of(out, false, told -> {});

        assertThat(bytes.toString(UTF_8)).startsWith("No such dead letter is open.");
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(bytes.toString(UTF_8));
    }

    private String lastLine() {
        List<String> lines = bytes.toString(UTF_8).lines().toList();
        return lines.get(lines.size() - 1);
    }

    private static Result result(String key, Outcome outcome) {
        return new Result("doctors", key, "doctors.csv, line 2", outcome, "");
    }
}

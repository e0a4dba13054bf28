package dev.healthdata.platform.deadletters;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.healthdata.platform.deadletters.letter.OpenLetter;

/** A dead letter as JSON, without values. */
final class LetterJson {
    static final ObjectMapper JSON = new ObjectMapper();

    private LetterJson() {}

    static ObjectNode of(OpenLetter letter) {
        ObjectNode json = JSON.createObjectNode();
        json.put("table", letter.table().name());
        json.put("key", letter.key());
        json.put("stage", letter.why().stage().name());
        json.put("attempt", letter.why().attempt());
        json.put("first_seen", letter.why().firstSeen().toString());
        json.put("last_seen", letter.lastSeen().toString());
        letter.source().ifPresent(source -> json.put("file", source.file())
                .put("sha256", source.sha256())
                .put("record", source.record())
                .put("line", source.line()));
        json.putObject("raw")
                .put("topic", letter.raw().topic())
                .put("partition", letter.raw().partition())
                .put("offset", letter.raw().offset());
        var violations = json.putArray("violations");
        letter.why().violations().forEach(each -> violations
                .addObject()
                .put("rule", each.rule())
                .put("field", each.field())
                .put("message", each.message()));
        return json;
    }
}

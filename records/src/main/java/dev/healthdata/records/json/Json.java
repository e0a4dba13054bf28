package dev.healthdata.records.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.healthdata.records.topic.Topics;

/** The one factory: no source text in exceptions, since it is patient data, and bounds that fit our records. */
final class Json {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Topics.MAX_RECORD_BYTES)
                    .build())
            .build();

    private Json() {}
}

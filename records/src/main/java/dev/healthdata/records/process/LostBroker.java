package dev.healthdata.records.process;

import java.util.Map;

/**
 * How soon a Kafka client notices that a broker's machine is gone. Such a machine refuses nothing: it does not answer, and whoever
 * waits for its answer does nothing else meanwhile, for 30 s by default, in which the validator's transactions time out.
 */
public final class LostBroker {
    /** Of a producer or a consumer. Requests are sent again after that; brokers know those that they have had. */
    public static final Map<String, Object> PROPERTIES = Map.of(
            "request.timeout.ms", 6_000,
            "socket.connection.setup.timeout.ms", 2_000L,
            "socket.connection.setup.timeout.max.ms", 3_000L);

    private LostBroker() {}
}

package dev.healthdata.infrastructure.broker;

import dev.healthdata.records.topic.Topics;
import java.nio.file.Path;
import java.util.Properties;

/** A broker for one machine: durable, reachable from here only, small. */
final class BrokerProperties {
    private BrokerProperties() {}

    static Properties of(Path directory, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("log.dirs", directory.resolve("data").toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("message.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "4");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        // A platform that was left for longer than a week must not lose its place.
        properties.put("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
        properties.put("group.initial.rebalance.delay.ms", "0");
        // After a kill -9 the controller must let the broker register again soon.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "1000");
        properties.put("log.cleaner.dedupe.buffer.size", "16777216");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        return properties;
    }
}

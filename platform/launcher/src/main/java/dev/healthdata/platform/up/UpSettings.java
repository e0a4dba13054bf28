package dev.healthdata.platform.up;

import dev.healthdata.records.ledger.HaltLimit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What `up` was asked for.
 *
 * @param home the project's directory, with the built modules below it
 * @param formats options of the analytics that say which files there are of each aggregate
 * @param bootstrapServers of a Kafka that runs already; empty to start one
 * @param sql a database that runs already; empty to start one
 * @param kafkaPort of the embedded broker; 0 for any free one
 * @param mysqlPort of the embedded SQL server; 0 for any free one
 * @param once leave when every row has its fate and every aggregate is published
 * @param rules properties that change the severity of rules
 * @param mapping how columns of files of another system become ours
 * @param halt when the rest of a file is held back
 */
record UpSettings(
        Path home,
        Path raw,
        Path processed,
        List<String> formats,
        Path state,
        boolean once,
        Optional<String> bootstrapServers,
        Optional<dev.healthdata.infrastructure.sql.SqlAccount> sql,
        int kafkaPort,
        int mysqlPort,
        int partitions,
        Optional<Path> rules,
        Optional<Path> mapping,
        HaltLimit halt) {}

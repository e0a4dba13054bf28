package dev.healthdata.analytics.query;

import dev.healthdata.analytics.localfs.PlainAbstractFileSystem;
import dev.healthdata.analytics.localfs.PlainFileSystem;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider;

/** Spark's session. Without a master from {@code spark-submit} it is all in this process, and tuned for that. */
final class Session {
    /** What the query needs wherever it runs. */
    private static final Map<String, String> EVERYWHERE = Map.ofEntries(
            Map.entry("spark.sql.streaming.stateStore.providerClass", RocksDBStateStoreProvider.class.getName()),
            // Uploads what changed, not the whole database: a batch costs as much as it changes.
            Map.entry("spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", "true"),
            // Counting rows reads each key before it is written.
            Map.entry("spark.sql.streaming.stateStore.rocksdb.trackTotalNumberOfRows", "false"),
            // A limit for all stores together is one that Spark 3.5 has RocksDB keep strictly: reading fails beyond it
            // (SPARK-44878), at the latest at a start with a million rows. So each store has limits of its own instead.
            Map.entry("spark.sql.streaming.stateStore.rocksdb.boundedMemoryUsage", "false"),
            Map.entry("spark.sql.streaming.stateStore.rocksdb.writeBufferSizeMB", "8"),
            Map.entry("spark.sql.streaming.stateStore.rocksdb.maxWriteBufferNumber", "3"),
            Map.entry("spark.sql.streaming.stateStore.rocksdb.blockCacheSizeMB", "16"),
            Map.entry("spark.sql.streaming.minBatchesToRetain", "10"),
            // Nothing depends on the time: a batch without records has nothing to do.
            Map.entry("spark.sql.streaming.noDataMicroBatches.enabled", "false"),
            Map.entry("spark.sql.streaming.metricsEnabled", "false"));

    /** For one process on one machine that it shares with the others. */
    private static final Map<String, String> LOCAL = Map.ofEntries(
            Map.entry("spark.ui.enabled", "false"),
            Map.entry("spark.driver.host", "127.0.0.1"),
            Map.entry("spark.driver.bindAddress", "127.0.0.1"),
            // Compiling whole stages takes seconds of the first batch, and our stages are calls of functions anyway.
            Map.entry("spark.sql.codegen.wholeStage", "false"),
            Map.entry("spark.cleaner.periodicGC.interval", "10min"),
            Map.entry("spark.hadoop.fs.file.impl", PlainFileSystem.class.getName()),
            Map.entry("spark.hadoop.fs.AbstractFileSystem.file.impl", PlainAbstractFileSystem.class.getName()));

    private final SparkSession spark;
    private final boolean local;

    private Session(SparkSession spark, boolean local) {
        this.spark = spark;
        this.local = local;
    }

    /** @param scratch for Spark's files that need not last; empty where Spark is to choose */
    static Session start(Settings settings, Optional<Path> scratch) {
        SparkConf conf = new SparkConf();
        boolean local =
                !conf.contains("spark.master") || conf.get("spark.master").startsWith("local");
        conf.setIfMissing("spark.master", "local[" + settings.partitions() + "]");
        conf.setIfMissing("spark.app.name", "healthcare-analytics");
        EVERYWHERE.forEach(conf::setIfMissing);
        conf.set("spark.sql.shuffle.partitions", Integer.toString(settings.partitions()));
        if (local) {
            LOCAL.forEach(conf::setIfMissing);
            scratch.ifPresent(path -> conf.setIfMissing("spark.local.dir", path.toString()));
        }
        return new Session(SparkSession.builder().config(conf).getOrCreate(), local);
    }

    SparkSession spark() {
        return spark;
    }

    /** Whether all runs in this process. */
    boolean isLocal() {
        return local;
    }
}

package dev.healthdata.recomputation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.max_by;

import dev.healthdata.records.aggregate.Aggregate;
import dev.healthdata.records.catalog.Tables;
import dev.healthdata.records.json.CountedRow;
import dev.healthdata.records.table.Column;
import dev.healthdata.records.table.Table;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Computes the five aggregates from the clean topics, again and again, with the SQL that says what they must hold. Rows that
 * are deleted are not expected. Arguments: bootstrap servers, where the aggregates go, how often. Prints the milliseconds of
 * each time.
 */
public final class RecomputationMain {
    private static final String VERSION = "version";
    private static final String ROW = "row";

    private RecomputationMain() {}

    public static void main(String[] args) {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("recomputation")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.local.dir", args[1] + "-scratch")
                .getOrCreate();
        try {
            for (int run = 0; run < Integer.parseInt(args[2]); run++) {
                long start = System.nanoTime();
                recompute(spark, args[0], args[1]);
                System.out.println(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            }
        } finally {
            spark.stop();
        }
    }

    private static void recompute(SparkSession spark, String bootstrapServers, String directory) {
        for (Table table : Tables.all()) {
            // Read once, though several aggregates are of it.
            rows(spark, bootstrapServers, table).cache().createOrReplaceTempView(table.name());
        }
        for (Aggregate aggregate : Aggregate.values()) {
            spark.sql(aggregate.sql())
                    .coalesce(1)
                    .write()
                    .mode(SaveMode.Overwrite)
                    .option("header", true)
                    .csv(directory + "/" + aggregate.fileName());
        }
        spark.catalog().clearCache();
    }

    /** Of each id the row with the highest version, of those that count: see {@link CountedRow}, as far as SQL can tell. */
    private static Dataset<Row> rows(SparkSession spark, String bootstrapServers, Table table) {
        StructType type = new StructType().add(VERSION, DataTypes.LongType);
        for (Column column : table.columns()) {
            type = type.add(column.name(), DataTypes.StringType);
        }
        return spark.read()
                .format("kafka")
                .option("kafka.bootstrap.servers", bootstrapServers)
                .option("kafka.isolation.level", "read_committed")
                .option("subscribe", table.cleanTopic())
                .option("startingOffsets", "earliest")
                .load()
                .select(
                        col("key").cast("string").as("key"),
                        from_json(col("value").cast("string"), type).as(ROW))
                .where(counted(table))
                .groupBy("key")
                .agg(max_by(col(ROW), col(ROW + "." + VERSION)).as(ROW))
                .select(ROW + ".*");
    }

    /** Neither dates nor blanks around ids are looked at: only other programs than the validator write wrong ones. */
    private static String counted(Table table) {
        return ROW + "." + VERSION + " >= 0 AND key = " + ROW + "."
                + table.idColumn().name()
                + table.columnNames().stream()
                        .map(name ->
                                " AND coalesce(octet_length(" + ROW + "." + name + "), 0) <= " + CountedRow.MAX_BYTES)
                        .collect(Collectors.joining());
    }
}

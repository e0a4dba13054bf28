package dev.healthdata.benchmark.sink;

import dev.healthdata.benchmark.setup.Bad;

/** A way to get rows into the database. */
public enum Loader {
    /** The reference: the server's own loader, from files, one table after the other. */
    LOAD_DATA("LOAD DATA, one stream", Bad.NONE),
    /** The same over two connections, each with half of a table. */
    LOAD_DATA_TWO_STREAMS("LOAD DATA, two streams", Bad.NONE),
    /** Upserts without versions, 1,000 rows to a batch, over two connections; neither Kafka nor JSON. */
    JDBC_BATCH("JDBC batches, two streams", Bad.NONE),
    SINK("sink", Bad.NONE),
    SINK_ONE_BAD("sink, one bad row", Bad.ONE),
    SINK_PERCENT_BAD("sink, 1 % bad rows", Bad.PERCENT);

    private final String title;
    private final Bad bad;

    Loader(String title, Bad bad) {
        this.title = title;
        this.bad = bad;
    }

    String title() {
        return title;
    }

    /** Which of its rows the database refuses. */
    Bad bad() {
        return bad;
    }

    boolean isSink() {
        return this == SINK || this == SINK_ONE_BAD || this == SINK_PERCENT_BAD;
    }
}

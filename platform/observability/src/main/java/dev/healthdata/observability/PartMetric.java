package dev.healthdata.observability;

import java.util.List;

/**
 * The platform's own metrics. {@code docs/metrics.md} is written from this list. Labels are few and bounded: never an id, a
 * file's name or anything else out of a record.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists of List.of
public enum PartMetric {
    HEALTHY(
            Part.EACH,
            Kind.GAUGE,
            "healthcare_healthy",
            "1 if `/health` says that the part is able to do its work, else 0; asked once in 5 s at most."),

    FILES(
            Part.PRODUCER,
            Kind.COUNTER,
            "healthcare_files",
            "Files finished, by outcome, since the process started.",
            "outcome"),
    FILES_HALTED(
            Part.PRODUCER,
            Kind.GAUGE,
            "healthcare_files_halted",
            "Files that are held back now because too many of their rows are rejected; `status` names them."),
    ROWS_SENT(
            Part.PRODUCER,
            Kind.COUNTER,
            "healthcare_rows_sent",
            "Rows sent to Kafka since the process started.",
            "kind"),
    WATCHED(
            Part.PRODUCER,
            Kind.GAUGE,
            "healthcare_last_look_timestamp_seconds",
            "When the producer last looked for files, read some of one or sent rows."),

    ROWS(
            Part.VALIDATOR,
            Kind.GAUGE,
            "healthcare_rows",
            "Raw records `taken`, and clean records and rejections made of them, in the partitions of this instance: the books,"
                    + " so they survive restarts. Sum over instances.",
            "table",
            "outcome"),
    ROWS_WAITING(
            Part.VALIDATOR,
            Kind.GAUGE,
            "healthcare_rows_waiting",
            "Rows that wait for a row that they refer to. Sum over instances.",
            "table"),
    ROWS_OVERDUE(
            Part.VALIDATOR,
            Kind.GAUGE,
            "healthcare_rows_overdue",
            "Those of them that have waited for longer than the grace period, and are dead letters. Sum over instances.",
            "table"),
    LONGEST_WAITING(
            Part.VALIDATOR,
            Kind.GAUGE,
            "healthcare_longest_waiting_seconds",
            "How long the row that waits longest has waited, looked for again a minute after that was found; absent until it is,"
                    + " 0 if none waits. Maximum over instances.",
            "table"),
    DEAD_LETTERS(
            Part.VALIDATOR,
            Kind.GAUGE,
            "healthcare_dead_letters_open",
            "Dead letters of the validator that are open. Sum over instances.",
            "table"),
    FINDINGS(
            Part.VALIDATOR,
            Kind.GAUGE,
            "healthcare_rule_findings",
            "How often each rule was found broken. Sum over instances.",
            "table",
            "rule"),

    WRITTEN(
            Part.SINK,
            Kind.COUNTER,
            "healthcare_sink_rows_written",
            "Rows stored or deleted since the process started; a row twice if it came twice."),
    HELD(
            Part.SINK,
            Kind.GAUGE,
            "healthcare_sink_rows_held",
            "Rows in memory that wait for one that is not in the database yet."),
    SINK_BEHIND(
            Part.SINK,
            Kind.GAUGE,
            "healthcare_sink_records_behind",
            "Records of the clean topics behind the first, in each partition, that the group has not settled yet, also while the"
                    + " database is away. A row that is held holds this back. Maximum over instances: each tells that of all;"
                    + " not a number where Kafka does not answer."),
    BATCH_ROWS(Part.SINK, Kind.SUMMARY, "healthcare_sink_batch_rows", "Records of a batch."),
    BATCH_TIME(Part.SINK, Kind.TIMER, "healthcare_sink_batch", "Time that a batch took to be written and committed."),
    RETRIES(
            Part.SINK,
            Kind.COUNTER,
            "healthcare_sink_retries",
            "Batches that the database did not take and that were tried again, by the server's error number or the SQL state.",
            "reason"),
    REFUSED(
            Part.SINK,
            Kind.COUNTER,
            "healthcare_sink_rows_refused",
            "Rows that became dead letters of stage SINK since the process started."),

    BATCHES(Part.ANALYTICS, Kind.TIMER, "healthcare_analytics_batch", "Time that a micro-batch took."),
    BEHIND(
            Part.ANALYTICS,
            Kind.GAUGE,
            "healthcare_analytics_records_behind",
            "Records of the clean topics that no published aggregate had yet at the end of the last batch, of those that were there"
                    + " when it began. Markers of transactions are counted too. Absent until the process has ended a batch."),
    LOOKED(
            Part.ANALYTICS,
            Kind.GAUGE,
            "healthcare_analytics_progress_timestamp_seconds",
            "When the query last finished a batch, or found that there is nothing new; absent until the process has. The aggregates are"
                    + " as fresh as this."),
    PUBLISHED(
            Part.ANALYTICS,
            Kind.GAUGE,
            "healthcare_aggregates_published_timestamp_seconds",
            "When the aggregates last changed; absent until the process has published any.");

    /** The service that has a metric, or all of them. */
    public enum Part {
        EACH("each part"),
        PRODUCER("producer"),
        VALIDATOR("validator-stream"),
        SINK("mysql-sink"),
        ANALYTICS("spark-analytics");

        private final String service;

        /** Without that which stands for all. */
        public static final List<Part> SERVICES = List.of(PRODUCER, VALIDATOR, SINK, ANALYTICS);

        Part(String service) {
            this.service = service;
        }

        public String service() {
            return service;
        }
    }

    /** How a metric behaves, and what its series are called. */
    enum Kind {
        COUNTER("_total"),
        GAUGE(""),
        SUMMARY("_count", "_sum", "_max"),
        TIMER("_seconds_count", "_seconds_sum", "_seconds_max");

        private final List<String> suffixes;

        Kind(String... suffixes) {
            this.suffixes = List.of(suffixes);
        }
    }

    private final Part part;
    private final Kind kind;
    private final String id;
    private final String meaning;
    private final List<String> labels;

    PartMetric(Part part, Kind kind, String id, String meaning, String... labels) {
        this.part = part;
        this.kind = kind;
        this.id = id;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    public Part part() {
        return part;
    }

    public boolean isOf(Part service) {
        return part == service || part == Part.EACH;
    }

    Kind kind() {
        return kind;
    }

    /** The name to register it under. */
    public String id() {
        return id;
    }

    public String meaning() {
        return meaning;
    }

    List<String> labels() {
        return labels;
    }

    /** The names that Prometheus knows it under. */
    public List<String> series() {
        return kind.suffixes.stream().map(suffix -> id + suffix).toList();
    }
}

package dev.healthdata.sink.consume;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far all writers of this process are. */
public final class Progress {
    private record Report(long written, long held, State state) {}

    private final Map<Object, Report> byWriter = new ConcurrentHashMap<>();
    private final WriteObserver observer;

    /** @param observer told of each batch, by the threads that write them */
    public Progress(WriteObserver observer) {
        this.observer = observer;
    }

    WriteObserver observer() {
        return observer;
    }

    void report(Object writer, long written, long held, State state) {
        byWriter.put(writer, new Report(written, held, state));
    }

    /** Rows stored or deleted since the start; a row twice if it came twice. */
    public long written() {
        return byWriter.values().stream().mapToLong(Report::written).sum();
    }

    /** Rows in memory that wait for the rows that they refer to. */
    public long held() {
        return byWriter.values().stream().mapToLong(Report::held).sum();
    }

    public State state() {
        return byWriter.values().stream()
                .map(Report::state)
                .max(Comparator.naturalOrder())
                .orElse(State.IDLE);
    }

    public String toJson() {
        return "{\"written\":" + written() + ",\"held\":" + held() + ",\"state\":\"" + state() + "\"}";
    }
}

package dev.healthdata.sink.check;

import java.util.List;

/** All that is wrong with the configuration or with what it points at; nothing has been written. */
public final class Problems extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> list;

    /**
     * One of them.
     *
     * @param key the option or setting that it is on
     * @param message what is wrong and what to do
     * @param mayPass whether it may be gone another time, though nobody changes what was configured
     */
    public record Problem(String key, String message, boolean mayPass) {
        /** One that a human must do something about. */
        public Problem(String key, String message) {
            this(key, message, false);
        }

        @Override
        public String toString() {
            return key + ": " + message;
        }
    }

    public Problems(List<Problem> list) {
        super(String.join(
                System.lineSeparator(), list.stream().map(Problem::toString).toList()));
        this.list = List.copyOf(list);
    }

    public List<Problem> list() {
        return list;
    }

    /** Whether the same again may succeed. */
    public boolean mayPass() {
        return list.stream().allMatch(Problem::mayPass);
    }
}

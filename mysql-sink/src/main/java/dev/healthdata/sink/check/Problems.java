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
     */
    public record Problem(String key, String message) {
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
}

package dev.healthdata.producer.csv;

/** The place behind the last byte that is no line end, as the fingerprint tells it. */
final class ContentEnd {
    private ContentEnd() {}

    static long of(byte[] content) {
        int end = content.length;
        while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
            end--;
        }
        return end;
    }
}

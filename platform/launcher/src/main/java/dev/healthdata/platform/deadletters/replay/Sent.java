package dev.healthdata.platform.deadletters.replay;

/**
 * A row that was sent again and of which nothing has been heard yet.
 *
 * @param key that it has now
 * @param partition of the raw record that was sent
 * @param offset of that record
 */
record Sent(Target target, String key, int partition, long offset) {
    /** By which it is found again. */
    String name() {
        return target.table() + " " + key;
    }
}

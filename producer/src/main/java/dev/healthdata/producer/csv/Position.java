package dev.healthdata.producer.csv;

/**
 * A place between two rows of a file.
 *
 * @param bytes of the content before it
 * @param records before it, malformed ones among them, without the header
 * @param lines before it, as editors count them
 */
public record Position(long bytes, long records, long lines) {
    static final Position START = new Position(0, 0, 0);
}

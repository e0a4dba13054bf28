package dev.healthdata.validator.message;

/**
 * A version of a row asks whether a row that it refers to is there.
 *
 * @param childId of the row that asks
 * @param version of the row that asks
 * @param reference which of its table's references it is, from 0
 * @param parentId of the row that it refers to
 * @param twin what a row of another id must have too, besides the same parent, to be suspected to be the same; empty for
 *     nothing. Patient data
 */
public record Question(String childId, long version, int reference, String parentId, String twin) {
    @Override
    public String toString() {
        return "Question[redacted]";
    }
}

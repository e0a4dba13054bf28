package dev.healthdata.validator.message;

/**
 * Whether the row is there that a version of a row asked about.
 *
 * @param childId of the row that asked
 * @param version of the row that asked
 * @param reference which of its table's references it is, from 0
 * @param present false once the grace period is over; a true one may still follow
 * @param days of the row, if it is there, that the asking row is compared with
 * @param twin whether a row of another id that asked before looks like the asking row
 */
public record Answer(String childId, long version, int reference, boolean present, Days days, boolean twin) {}

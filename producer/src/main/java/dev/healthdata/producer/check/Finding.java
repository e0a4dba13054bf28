package dev.healthdata.producer.check;

import dev.healthdata.records.constraint.Severity;
import java.util.List;

/**
 * A rule that rows of a file break.
 *
 * @param rule its id
 * @param severity reject or warn
 * @param rows that break it
 * @param lines of the first of them
 */
public record Finding(String rule, Severity severity, long rows, List<Long> lines) {}

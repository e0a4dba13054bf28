package dev.healthdata.benchmark.measure;

import java.util.List;

/**
 * What a benchmark found.
 *
 * @param data for programs: records, lists and maps that become JSON
 * @param lines for a terminal
 */
public record Report(Object data, List<String> lines) {}

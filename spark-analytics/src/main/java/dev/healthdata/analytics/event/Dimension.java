package dev.healthdata.analytics.event;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What rows are counted by. */
public enum Dimension {
    /** Patients by city. */
    CITY('c'),
    /** Lab reports by test type and result. */
    LAB_RESULT('l'),
    /** Visits and distinct patients by reason. */
    REASON('r'),
    /** Visits and distinct patients by doctor. */
    DOCTOR('d'),
    /** Distinct patients by hospital; its visits and doctors follow from {@link #DOCTOR}. */
    HOSPITAL('h');

    private static final Map<Character, Dimension> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Dimension::code, Function.identity()));

    private final char code;

    Dimension(char code) {
        this.code = code;
    }

    /** What it is in bytes. */
    char code() {
        return code;
    }

    /** Null if there is none. */
    static Dimension ofCode(int code) {
        return BY_CODE.get((char) code);
    }
}

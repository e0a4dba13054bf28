package dev.healthdata.validator.message;

import dev.healthdata.validator.binary.BinaryReader;
import dev.healthdata.validator.binary.BinaryWriter;
import java.util.Arrays;

/** Days of a row that are compared with days of another. Patient data; its {@link #toString()} shows none of it. */
public final class Days {
    public static final Days NONE = new Days();

    /** In place of a day that is not there; it is before and after none. */
    public static final int UNKNOWN = Integer.MIN_VALUE;

    private final int[] epochDays;

    /** @param epochDays days since 1970-01-01, or {@link #UNKNOWN} */
    public Days(int... epochDays) {
        this.epochDays = epochDays.clone();
    }

    public static Days read(BinaryReader in) {
        int count = in.getByte();
        if (count == 0) {
            return NONE;
        }
        Days days = new Days(new int[count]);
        for (int i = 0; i < count; i++) {
            days.epochDays[i] = in.getInt();
        }
        return days;
    }

    public void write(BinaryWriter out) {
        out.putByte(epochDays.length);
        for (int day : epochDays) {
            out.putInt(day);
        }
    }

    /** Whether one of these days is before one of others; false if either is not known. */
    public boolean isBefore(int index, Days others, int otherIndex) {
        int day = epochDays[index];
        int other = otherIndex < others.epochDays.length ? others.epochDays[otherIndex] : UNKNOWN;
        return day != UNKNOWN && other != UNKNOWN && day < other;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Days days && Arrays.equals(epochDays, days.epochDays);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(epochDays);
    }

    @Override
    public String toString() {
        return "Days[redacted]";
    }
}

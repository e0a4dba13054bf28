package dev.healthdata.platform.generate.row;

/** Ids of a table: a letter and a number that counts up from a first one. */
record Ids(char letter, long first) {
    String of(long slot) {
        return letter + Long.toString(first + slot);
    }

    /** As many digits as the first id has, and below it. */
    String unknown(long number) {
        return letter + Long.toString(first / 2 + Math.floorMod(number, first / 2));
    }
}

package dev.healthdata.records.constraint;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Optional;

/** Reads {@code YYYY-MM-DD} without exceptions: a wrong date is data, and a feed may hold millions of them. */
public final class IsoDates {
    private static final int LENGTH = "YYYY-MM-DD".length();
    private static final int FIRST_YEAR_OF_MYSQL = 1000;

    private IsoDates() {}

    public static Optional<LocalDate> parse(String text) {
        if (text.length() != LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        boolean exists =
                year >= FIRST_YEAR_OF_MYSQL && month >= 1 && month <= 12 && day >= 1 && day <= days(year, month);
        return exists ? Optional.of(LocalDate.of(year, month, day)) : Optional.empty();
    }

    private static int days(int year, int month) {
        return Month.of(month).length(Year.isLeap(year));
    }

    /** The number that ASCII digits write, or -1. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}

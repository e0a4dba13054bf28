package dev.healthdata.producer.display;

final class Percent {
    private Percent() {}

    static long of(long part, long whole) {
        return whole == 0 ? 100 : part * 100 / whole;
    }
}

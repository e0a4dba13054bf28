package dev.healthdata.benchmark.whole;

import dev.healthdata.benchmark.measure.Schedule;
import java.io.IOException;

/** Brings the rows of a feed into the platform. */
interface Feeder {
    /** Returns when all have been handed over, none before it was due. */
    void send(FeedRows rows, Schedule schedule) throws IOException, InterruptedException;
}

package dev.healthdata.validator.transaction;

import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;

/**
 * What one partition has of a transaction that is not over there.
 *
 * @param epoch of the producer when it began
 * @param coordinatorEpoch of the last that ended a transaction of this producer here, 0 if none did
 * @param offset where it begins; whoever reads what is committed stands before it
 */
record OpenTransaction(TopicPartition partition, long producerId, short epoch, int coordinatorEpoch, long offset) {
    /** @param state of a producer with an open transaction */
    static OpenTransaction of(TopicPartition partition, ProducerState state) {
        return new OpenTransaction(
                partition,
                state.producerId(),
                (short) state.producerEpoch(),
                Math.max(0, state.coordinatorEpoch().orElse(0)),
                state.currentTransactionStartOffset().getAsLong());
    }

    AbortTransactionSpec abort() {
        return new AbortTransactionSpec(partition, producerId, epoch, coordinatorEpoch);
    }
}

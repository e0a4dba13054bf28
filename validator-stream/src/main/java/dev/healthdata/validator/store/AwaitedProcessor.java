package dev.healthdata.validator.store;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Passes on what goes from task to task, and has it committed soon: it is not read before. */
public final class AwaitedProcessor<V> implements Processor<byte[], V, byte[], V> {
    private final Duration after;
    private ProcessorContext<byte[], V> context;
    private EarlyCommit earlyCommit;

    /** @param after how much of it is gathered in a commit */
    public AwaitedProcessor(Duration after) {
        this.after = after;
    }

    @Override
    public void init(ProcessorContext<byte[], V> context) {
        this.context = context;
        earlyCommit = new EarlyCommit(context, after);
    }

    @Override
    public void process(Record<byte[], V> record) {
        earlyCommit.addAwaited();
        context.forward(record);
    }
}

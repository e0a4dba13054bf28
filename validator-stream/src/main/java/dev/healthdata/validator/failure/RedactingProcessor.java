package dev.healthdata.validator.failure;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Lets a processor fail, but not tell of records when it does. */
public final class RedactingProcessor<K, V, L, W> implements Processor<K, V, L, W> {
    private final Processor<K, V, L, W> processor;

    public RedactingProcessor(Processor<K, V, L, W> processor) {
        this.processor = processor;
    }

    @Override
    public void init(ProcessorContext<L, W> context) {
        try {
            processor.init(context);
        } catch (RuntimeException e) {
            throw Redacted.unlessOfKafka(e);
        }
    }

    @Override
    public void process(Record<K, V> record) {
        try {
            processor.process(record);
        } catch (RuntimeException e) {
            throw Redacted.unlessOfKafka(e);
        }
    }

    @Override
    public void close() {
        processor.close();
    }
}

package dev.healthdata.validator.ledger;

import dev.healthdata.records.table.Table;
import dev.healthdata.validator.judge.PairRules;
import dev.healthdata.validator.message.Answer;
import dev.healthdata.validator.message.Message;
import dev.healthdata.validator.message.Message.Answers;
import dev.healthdata.validator.message.Message.Known;
import dev.healthdata.validator.store.LedgerStores;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Takes the answers to the questions of rows that wait. */
public final class AnswersProcessor implements Processor<byte[], Answers, byte[], Message> {
    private final Table table;
    private final PairRules pairRules;
    private final Retention retention;
    private ProcessorContext<byte[], Message> context;
    private Books books;
    private Ledger ledger;

    /** @param retention how long rows may wait for an answer */
    public AnswersProcessor(Table table, PairRules pairRules, Retention retention) {
        this.table = table;
        this.pairRules = pairRules;
        this.retention = retention;
    }

    @Override
    public void init(ProcessorContext<byte[], Message> context) {
        this.context = context;
        books = new Books(LedgerStores.tally(table, context));
        WaitingRows waiting = WaitingRows.of(table, context, books);
        FoundRows found = new FoundRows(table, pairRules, context);
        ledger = Ledger.of(table, pairRules, books, waiting, found, Heard.of(table, context), context);
        new GivingUp(context, retention, books, waiting, ledger).begin();
    }

    @Override
    public void process(Record<byte[], Answers> record) {
        List<Known.Row> clean = new ArrayList<>();
        books.open();
        for (Answer answer : record.value().all()) {
            if (answer.present()) {
                ledger.present(answer).ifPresent(clean::add);
            } else {
                ledger.missing(answer);
            }
        }
        books.addReceived(record.value().all().size());
        books.close();
        if (!clean.isEmpty()) {
            context.forward(record.withValue((Message) new Known(clean)));
        }
    }
}

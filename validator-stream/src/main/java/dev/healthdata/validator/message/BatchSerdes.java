package dev.healthdata.validator.message;

import dev.healthdata.validator.binary.BinaryReader;
import dev.healthdata.validator.binary.BinaryWriter;
import dev.healthdata.validator.message.Message.Answers;
import dev.healthdata.validator.message.Message.Questions;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Batches as they travel in the internal topics. */
public final class BatchSerdes {
    private static final byte FORMAT = 2;
    private static final int HEADER_BYTES = 64;
    private static final int ENTRY_BYTES = 48;

    private BatchSerdes() {}

    public static Serde<Questions> questions() {
        return Serdes.serdeFrom((topic, batch) -> encode(batch), (topic, bytes) -> decodeQuestions(bytes));
    }

    public static Serde<Answers> answers() {
        return Serdes.serdeFrom((topic, batch) -> encode(batch), (topic, bytes) -> decodeAnswers(bytes));
    }

    private static byte[] encode(Questions batch) {
        BinaryWriter out = new BinaryWriter(HEADER_BYTES + batch.all().size() * ENTRY_BYTES)
                .putByte(FORMAT)
                .putText(batch.table())
                .putInt(batch.partition())
                .putText(batch.child())
                .putInt(batch.from())
                .putInt(batch.all().size());
        for (Question question : batch.all()) {
            out.putText(question.childId())
                    .putLong(question.version())
                    .putByte(question.reference())
                    .putText(question.parentId())
                    .putText(question.twin());
        }
        return out.toBytes();
    }

    private static Questions decodeQuestions(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes).expectFormat(FORMAT, "questions");
        String table = in.getText();
        int partition = in.getInt();
        String child = in.getText();
        int from = in.getInt();
        int size = in.getInt();
        List<Question> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(new Question(in.getText(), in.getLong(), in.getByte(), in.getText(), in.getText()));
        }
        return new Questions(table, partition, child, from, all);
    }

    private static byte[] encode(Answers batch) {
        BinaryWriter out = new BinaryWriter(HEADER_BYTES + batch.all().size() * ENTRY_BYTES)
                .putByte(FORMAT)
                .putText(batch.table())
                .putInt(batch.partition())
                .putInt(batch.from())
                .putInt(batch.all().size());
        for (Answer answer : batch.all()) {
            out.putText(answer.childId())
                    .putLong(answer.version())
                    .putByte(answer.reference())
                    .putByte(answer.present() ? 1 : 0);
            answer.days().write(out);
            out.putByte(answer.twin() ? 1 : 0);
        }
        return out.toBytes();
    }

    private static Answers decodeAnswers(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes).expectFormat(FORMAT, "answers");
        String table = in.getText();
        int partition = in.getInt();
        int from = in.getInt();
        int size = in.getInt();
        List<Answer> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(new Answer(
                    in.getText(), in.getLong(), in.getByte(), in.getByte() == 1, Days.read(in), in.getByte() == 1));
        }
        return new Answers(table, partition, from, all);
    }
}

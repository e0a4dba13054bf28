package dev.healthdata.analytics.publish;

import dev.healthdata.records.aggregate.Aggregate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Parquet: text and 64-bit numbers, compressed with Snappy, which every reader knows. All values may be absent. */
final class Parquet implements FileFormat {
    @Override
    public String ending() {
        return "parquet";
    }

    @Override
    public byte[] encode(Aggregate aggregate, List<List<String>> rows) {
        MessageType schema = schema(aggregate);
        BytesFile file = new BytesFile();
        // Spark brings this writer along; its rows are as many as there are groups, so its speed does not matter.
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(file)
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .build()) {
            for (List<String> row : rows) {
                writer.write(group(aggregate, schema, row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.bytes();
    }

    private static Group group(Aggregate aggregate, MessageType schema, List<String> row) {
        Group group = new SimpleGroup(schema);
        for (int i = 0; i < row.size(); i++) {
            String value = row.get(i);
            if (value == null) {
                continue; // absent
            }
            if (aggregate.isNumber(i)) {
                group.add(i, Long.parseLong(value));
            } else {
                group.add(i, value);
            }
        }
        return group;
    }

    private static MessageType schema(Aggregate aggregate) {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        for (int i = 0; i < aggregate.columns().size(); i++) {
            String name = aggregate.columns().get(i);
            if (aggregate.isNumber(i)) {
                schema.optional(PrimitiveTypeName.INT64).named(name);
            } else {
                schema.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
            }
        }
        return schema.named(aggregate.fileName());
    }
}

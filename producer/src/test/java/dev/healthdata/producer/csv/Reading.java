package dev.healthdata.producer.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Reads content in memory. */
final class Reading {
    static final CsvOptions DEFAULTS = new CsvOptions(Optional.empty(), Optional.empty(), UTF_8);

    private Reading() {}

    static CsvOptions in(Charset charset) {
        return new CsvOptions(Optional.empty(), Optional.empty(), charset);
    }

    static CsvFile open(String name, InputStream in, byte[] content, CsvOptions options) throws IOException {
        return ((Opening.Rows) CsvFile.open(in, name, options, ContentEnd.of(content))).file();
    }

    static CsvFile open(String name, String content) throws IOException {
        byte[] bytes = content.getBytes(UTF_8);
        return open(name, new ByteArrayInputStream(bytes), bytes, DEFAULTS);
    }

    static List<CsvRow> rest(CsvFile file) throws IOException {
        List<CsvRow> rows = new ArrayList<>();
        for (Optional<CsvRow> row = file.next(); row.isPresent(); row = file.next()) {
            rows.add(row.get());
        }
        return rows;
    }

    /** Gives a few bytes at a time, so that every place is once the end of what is in memory. */
    static InputStream inDrops(byte[] content, RandomGenerator random) {
        return new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(9)));
            }
        };
    }
}

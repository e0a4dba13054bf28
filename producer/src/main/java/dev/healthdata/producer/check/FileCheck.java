package dev.healthdata.producer.check;

import dev.healthdata.producer.csv.CsvFile;
import dev.healthdata.producer.csv.CsvOptions;
import dev.healthdata.producer.csv.CsvRow;
import dev.healthdata.producer.csv.Opening;
import dev.healthdata.producer.file.Fingerprint;
import dev.healthdata.producer.file.SourceFile;
import dev.healthdata.producer.judge.RowJudge;
import dev.healthdata.producer.mapping.Feed;
import dev.healthdata.records.constraint.Severity;
import dev.healthdata.records.ledger.HaltLimit;
import dev.healthdata.records.rule.Outcome;
import dev.healthdata.records.rule.RowRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads files as a replay would, and judges each row by the rules; whether the rows it refers to exist is left open. */
public final class FileCheck {
    private final CsvOptions csv;
    private final RowRules rules;
    private final HaltLimit halt;
    private final int examples;

    /** @param examples lines that are named for each rule */
    public FileCheck(CsvOptions csv, RowRules rules, HaltLimit halt, int examples) {
        this.csv = csv;
        this.rules = rules;
        this.halt = halt;
        this.examples = examples;
    }

    public FileReport check(Feed feed) {
        SourceFile file = feed.file();
        try {
            Feed.Reading reading = feed.prepare(csv);
            if (reading instanceof Feed.Lacking lacking) {
                return new FileReport.Unusable(file.name(), lacking.reason(), true);
            }
            Fingerprint fingerprint = Fingerprint.of(file);
            try (InputStream in = file.open()) {
                Opening opening =
                        CsvFile.open(in, file.name(), csv, ((Feed.Ready) reading).layout(), fingerprint.contentEnd());
                return opening instanceof Opening.Unusable unusable
                        ? new FileReport.Unusable(
                                file.name(), unusable.reason(), unusable.kind() == Opening.Kind.NO_TABLE)
                        : new Rows(((Opening.Rows) opening).file()).report(file);
            }
        } catch (NoSuchFileException e) {
            return new FileReport.Unusable(file.name(), "is gone", true);
        } catch (IOException e) {
            return new FileReport.Unusable(
                    file.name(), "cannot be read (" + e.getClass().getSimpleName() + ")", true);
        }
    }

    /** Of one file. */
    private final class Rows {
        private final CsvFile rows;
        private final RowJudge judge;
        private final Findings findings = new Findings(examples);

        private long records;
        private long malformed;
        private long rejected;
        private long warned;
        private long leftOut;
        private OptionalLong haltedAfter = OptionalLong.empty();

        Rows(CsvFile rows) {
            this.rows = rows;
            this.judge = new RowJudge(rows.table(), rules);
        }

        FileReport report(SourceFile file) throws IOException {
            for (Optional<CsvRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                take(row.get());
                if (haltedAfter.isEmpty() && rows.hasNext() && halt.halts(records, rejected)) {
                    haltedAfter = OptionalLong.of(rows.position().lines());
                }
            }
            return new FileReport.Checked(
                    file.name(),
                    rows.table().name(),
                    records,
                    malformed,
                    rejected,
                    warned,
                    leftOut,
                    haltedAfter,
                    rows.unknownColumns(),
                    findings.worstFirst());
        }

        private void take(CsvRow row) {
            if (row instanceof CsvRow.LeftOut) {
                leftOut++;
                return;
            }
            records++;
            malformed += row instanceof CsvRow.Malformed ? 1 : 0;
            Outcome outcome = judge.judge(row);
            if (outcome instanceof Outcome.Rejected bad) {
                rejected++;
                findings.add(bad.violations(), Severity.REJECT, row.line());
            } else if (outcome instanceof Outcome.Valid valid
                    && !valid.warnings().isEmpty()) {
                warned++;
                findings.add(valid.warnings(), Severity.WARN, row.line());
            }
        }
    }
}

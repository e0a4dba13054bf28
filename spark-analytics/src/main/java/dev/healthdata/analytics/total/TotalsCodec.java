package dev.healthdata.analytics.total;

import dev.healthdata.analytics.event.Dimension;
import dev.healthdata.analytics.event.EventCodec;
import dev.healthdata.analytics.event.Facts;
import dev.healthdata.analytics.event.FactsCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Totals as bytes. */
public final class TotalsCodec {
    private TotalsCodec() {}

    public static void write(DataOutput out, Totals totals) throws IOException {
        for (Dimension dimension : Dimension.values()) {
            out.writeInt(totals.of(dimension).size());
            for (var group : totals.of(dimension).entrySet()) {
                EventCodec.writeGroup(out, group.getKey());
                out.writeLong(group.getValue().rows());
                out.writeLong(group.getValue().patients());
            }
        }
        out.writeInt(totals.doctors().size());
        for (var doctor : totals.doctors().entrySet()) {
            out.writeUTF(doctor.getKey());
            FactsCodec.write(out, doctor.getValue());
        }
    }

    public static Totals read(DataInput in) throws IOException {
        Totals totals = new Totals();
        for (Dimension dimension : Dimension.values()) {
            for (int left = in.readInt(); left > 0; left--) {
                totals.put(dimension, EventCodec.readGroup(in), new Totals.Total(in.readLong(), in.readLong()));
            }
        }
        for (int left = in.readInt(); left > 0; left--) {
            totals.put(in.readUTF(), (Facts.OfDoctor) FactsCodec.read(in));
        }
        return totals;
    }
}

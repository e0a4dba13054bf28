package dev.healthdata.analytics.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Events as bytes: a letter for the kind, then its fields. */
public final class EventCodec {
    private EventCodec() {}

    public static byte[] encode(Event event) {
        return Wire.write(out -> write(out, event));
    }

    /** @throws IllegalStateException if another version of this part wrote it */
    public static Event decode(byte[] bytes) {
        return Wire.read(bytes, EventCodec::read);
    }

    private static void write(DataOutput out, Event event) throws IOException {
        if (event instanceof Arrival arrival) {
            out.writeByte('A');
            out.writeUTF(arrival.topic());
            out.writeUTF(arrival.id());
            out.writeLong(arrival.offset());
            out.writeLong(arrival.version());
            FactsCodec.write(out, arrival.facts());
        } else if (event instanceof DoctorEvent.Visits visits) {
            out.writeByte('V');
            out.writeUTF(visits.doctorId());
            out.writeUTF(visits.patientId());
            out.writeInt(visits.change());
        } else if (event instanceof DoctorEvent.Moved moved) {
            out.writeByte('M');
            out.writeUTF(moved.doctorId());
            out.writeByte(moved.bucket());
            writeWorkplace(out, moved.workplace());
        } else if (event instanceof PatientVisits visits) {
            out.writeByte('P');
            out.writeUTF(visits.patientId());
            writeDimension(out, visits.dimension());
            Wire.writeText(out, visits.group());
            out.writeInt(visits.change());
        } else if (event instanceof Delta.OfGroup delta) {
            out.writeByte('G');
            writeDimension(out, delta.dimension());
            writeGroup(out, delta.group());
            out.writeLong(delta.rows());
            out.writeLong(delta.patients());
        } else if (event instanceof Delta.OfDoctor delta) {
            out.writeByte('F');
            out.writeUTF(delta.doctorId());
            FactsCodec.write(out, delta.facts());
        }
    }

    private static Event read(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'A' -> new Arrival(in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), FactsCodec.read(in));
            case 'V' -> new DoctorEvent.Visits(in.readUTF(), in.readUTF(), in.readInt());
            case 'M' -> new DoctorEvent.Moved(in.readUTF(), in.readByte(), readWorkplace(in));
            case 'P' -> new PatientVisits(in.readUTF(), readDimension(in), Wire.readText(in), in.readInt());
            case 'G' -> new Delta.OfGroup(readDimension(in), readGroup(in), in.readLong(), in.readLong());
            case 'F' -> new Delta.OfDoctor(in.readUTF(), (Facts.OfDoctor) FactsCodec.read(in));
            default -> throw new IOException("no event of kind " + kind);
        };
    }

    /** @param workplace or null */
    public static void writeWorkplace(DataOutput out, DoctorEvent.Workplace workplace) throws IOException {
        out.writeBoolean(workplace != null);
        if (workplace != null) {
            Wire.writeText(out, workplace.hospital());
        }
    }

    public static DoctorEvent.Workplace readWorkplace(DataInput in) throws IOException {
        return in.readBoolean() ? new DoctorEvent.Workplace(Wire.readText(in)) : null;
    }

    public static void writeGroup(DataOutput out, Group group) throws IOException {
        Wire.writeText(out, group.first());
        Wire.writeText(out, group.second());
    }

    public static Group readGroup(DataInput in) throws IOException {
        return new Group(Wire.readText(in), Wire.readText(in));
    }

    public static void writeDimension(DataOutput out, Dimension dimension) throws IOException {
        out.writeByte(dimension.code());
    }

    public static Dimension readDimension(DataInput in) throws IOException {
        int code = in.readByte();
        Dimension dimension = Dimension.ofCode(code);
        if (dimension == null) {
            throw new IOException("no dimension " + code);
        }
        return dimension;
    }
}

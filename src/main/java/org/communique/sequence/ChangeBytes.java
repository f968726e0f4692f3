package org.communique.sequence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** A change as bytes, for those who keep the log elsewhere. */
public final class ChangeBytes {
    private static final int USUAL = 500;

    private ChangeBytes() {}

    public static byte[] write(Change change) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(USUAL);
        try (DataOutputStream out = new DataOutputStream(all)) {
            out.writeLong(change.time.getEpochSecond());
            out.writeInt(change.time.getNano());
            out.writeLong(change.number);
            write(out, change.eventId);
            write(out, change.type);
            write(out, change.subjectKind);
            write(out, change.subjectId);
            write(out, change.revision == null ? null : change.revision.toString());
            out.writeBoolean(change.announced);
            write(out, change.reason);
            write(out, change.replacedBy == null ? null : change.replacedBy.toString());
            write(out, change.before);
            write(out, change.after);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return all.toByteArray();
    }

    public static Change read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Change change = new Change();
            change.time = Instant.ofEpochSecond(in.readLong(), in.readInt());
            change.number = in.readLong();
            change.eventId = new UUID(in.readLong(), in.readLong());
            change.type = text(in);
            change.subjectKind = text(in);
            change.subjectId = text(in);
            String revision = text(in);
            change.revision = revision == null ? null : Integer.valueOf(revision);
            change.announced = in.readBoolean();
            change.reason = text(in);
            String replacement = text(in);
            change.replacedBy = replacement == null ? null : UUID.fromString(replacement);
            change.before = text(in);
            change.after = text(in);
            return change;
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** The time of what is written. */
    public static Instant time(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, Long.BYTES + Integer.BYTES))) {
            return Instant.ofEpochSecond(in.readLong(), in.readInt());
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}

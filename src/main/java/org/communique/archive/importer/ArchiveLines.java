package org.communique.archive.importer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The lines of an archive as bytes, with their numbers; a line that is too long is cut and says so. */
public final class ArchiveLines {
    /** Bytes after which no further line is taken, so that memory stays as it is. */
    private static final int ENOUGH = 4 * 1024 * 1024;

    /**
     * One line.
     *
     * @param tooLong where bytes after the longest that a line may be were left out
     * @param end the place after it
     */
    record Line(long number, byte[] bytes, boolean tooLong, Position end) {}

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private long number;
    private long bytes;
    private boolean ended;

    /** How far an archive is read: the bytes and the lines, blank ones among them, before this place. */
    public record Position(long bytes, long lines) {
        static final Position START = new Position(0, 0);
    }

    /** @param longest bytes of one line */
    public ArchiveLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** From a place on where a line begins. */
    public ArchiveLines(InputStream in, int longest, Position from) throws IOException {
        this(in, longest);
        in.skipNBytes(from.bytes());
        bytes = from.bytes();
        number = from.lines();
    }

    /** After the last line that was read. */
    Position position() {
        return new Position(bytes, number);
    }

    /** The next lines that are not blank, {@code most} of them or fewer that are long; empty at the end. */
    List<Line> next(int most) throws IOException {
        List<Line> lines = new ArrayList<>(most);
        long kept = 0;
        while (lines.size() < most && kept < ENOUGH && skipBlank()) {
            Line line = read();
            kept += line.bytes().length;
            lines.add(line);
        }
        return lines;
    }

    /** Goes on to the next byte that is not white space, which JSON may begin with too; false at the end. */
    private boolean skipBlank() throws IOException {
        while (!ended) {
            for (; start < end; start++, bytes++) {
                byte b = buffer[start];
                if (b == '\n') {
                    number++;
                } else if (b != ' ' && b != '\t' && b != '\r') {
                    return true;
                }
            }
            fill();
        }
        return false;
    }

    private Line read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(8_192);
        boolean tooLong = false;
        number++;
        while (!ended) {
            int at = start;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            int kept = Math.min(at - start, longest - line.size());
            tooLong |= kept < at - start;
            line.write(buffer, start, kept);
            bytes += at - start;
            start = at;
            if (start < end) {
                start++;
                bytes++;
                break;
            }
            fill();
        }
        return new Line(number, line.toByteArray(), tooLong, position());
    }

    private void fill() throws IOException {
        start = 0;
        end = Math.max(0, in.read(buffer));
        ended = end == 0;
    }
}

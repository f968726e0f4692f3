package org.communique.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The lines of an archive as bytes, with their numbers; a line that is too long is cut and says so. */
final class ArchiveLines {
    /** Bytes of one line. */
    static final int LONGEST = 16 * 1024 * 1024;
    /** Bytes after which no further line is taken, so that memory stays as it is. */
    private static final int ENOUGH = 2 * 1024 * 1024;

    /** One line; {@code tooLong} where bytes were left out. */
    record Line(long number, byte[] bytes, boolean tooLong) {
        boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private long number;
    private boolean ended;

    ArchiveLines(InputStream in) {
        this.in = in;
    }

    /** The next lines that are not blank, {@code most} of them or fewer that are long; empty at the end. */
    List<Line> next(int most) throws IOException {
        List<Line> lines = new ArrayList<>(most);
        long bytes = 0;
        while (lines.size() < most && bytes < ENOUGH && !ended) {
            Line line = read();
            if (!line.isBlank()) {
                bytes += line.bytes().length;
                lines.add(line);
            }
        }
        return lines;
    }

    private Line read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
        boolean tooLong = false;
        number++;
        while (!ended) {
            int at = start;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            int kept = Math.min(at - start, LONGEST - bytes.size());
            tooLong |= kept < at - start;
            bytes.write(buffer, start, kept);
            start = at;
            if (start < end) {
                start++;
                break;
            }
            fill();
        }
        return new Line(number, bytes.toByteArray(), tooLong);
    }

    private void fill() throws IOException {
        start = 0;
        end = Math.max(0, in.read(buffer));
        ended = end == 0;
    }
}

package org.communique.archive.job;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An archive compressed as RFC 1952 has it: all of its members, however their bytes arrive, and nothing after them. The JDK
 * ends at a member where no byte is available at that moment (JDK-7036144), or where reading on fails, and ignores what is
 * no member.
 */
final class GzipArchive extends GZIPInputStream {
    private static final int BUFFER = 1 << 16;
    /** Bytes that end a member. */
    private static final int TRAILER = 8;

    private final Counted compressed;
    private long filled;
    private boolean checked;

    GzipArchive(InputStream in) throws IOException {
        this(new Counted(in));
    }

    private GzipArchive(Counted in) throws IOException {
        super(in, BUFFER);
        compressed = in;
    }

    /** Bytes that were taken so far. */
    long compressed() {
        return compressed.count;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0 && !checked) {
            checked = true;
            if (compressed.failure != null) {
                throw compressed.failure;
            }
            int left = inf.getRemaining();
            if (left > TRAILER || compressed.count > filled + TRAILER - left) {
                throw new ZipException("something that is not gzip follows the last member");
            }
        }
        return read;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        filled = compressed.count;
    }

    private static final class Counted extends FilterInputStream {
        private long count;
        private IOException failure;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int read = super.read(buffer, offset, length);
                count += Math.max(0, read);
                return read;
            } catch (IOException failed) {
                failure = failed;
                throw failed;
            }
        }

        /** There may always be another member: only reading tells. */
        @Override
        public int available() {
            return 1;
        }
    }
}

package org.communique.http.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.communique.http.streaming.Download;
import org.communique.http.streaming.LongBody;
import org.communique.sequence.NotInMemory;

/** Writes a download in memory, where it is short enough to be sent at once. */
final class ShortDownload extends OutputStream {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean full;

    private ShortDownload() {}

    /** @throws NotInMemory from the source where the body is longer */
    static Representation.Source of(Download download) {
        return (gzip, validator) -> {
            ShortDownload out = new ShortDownload();
            try (OutputStream body = gzip ? new GZIPOutputStream(out) : out) {
                download.writer().write(body);
                if (out.full) {
                    throw new NotInMemory();
                }
            } catch (IOException | RuntimeException failed) {
                // Whoever writes may have wrapped what this stream threw.
                if (out.full) {
                    throw new NotInMemory();
                }
                throw failed instanceof RuntimeException unchecked
                        ? unchecked
                        : new UncheckedIOException((IOException) failed);
            }
            return out.written.toByteArray();
        };
    }

    @Override
    public void write(int one) {
        if (hasRoom(1)) {
            written.write(one);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        if (hasRoom(length)) {
            written.write(bytes, from, length);
        }
    }

    /** Ends the writing where there is none; what the writer still has to say at its own end is dropped. */
    private boolean hasRoom(int more) {
        if (!full && written.size() + more > LongBody.LONG) {
            full = true;
            throw new NotInMemory();
        }
        return !full;
    }
}

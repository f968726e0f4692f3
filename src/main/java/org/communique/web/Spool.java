package org.communique.web;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a download to a file without a name while the snapshot is held, and sends it from there: a reader may be as slow
 * as it likes and holds no snapshot, and the file is gone when it is closed.
 */
final class Spool {
    private static final int BUFFER = 1 << 16;

    private Spool() {}

    static StreamingOutput write(Download.Writer writer, boolean gzip) {
        try {
            Path name = Files.createTempFile("communique-", ".download");
            FileChannel file = FileChannel.open(
                    name, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            try {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
                OutputStream coded = gzip ? new GZIPOutputStream(out, BUFFER) : out;
                writer.write(coded);
                if (coded instanceof GZIPOutputStream compressed) {
                    compressed.finish();
                }
                out.flush();
                file.position(0);
            } catch (IOException | RuntimeException failed) {
                file.close();
                throw failed;
            }
            return out -> {
                try (file) {
                    Channels.newInputStream(file).transferTo(out);
                }
            };
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package org.communique.http.streaming;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A body in a file without a name: its readers may be as slow as they like and hold no snapshot, and the file is gone with the
 * last of them, or with the process.
 */
final class Spool extends LongBody {
    private final FileChannel file;
    private final long size;
    private final Runnable closed;
    private int readers = 1;

    /** With one reader. */
    Spool(FileChannel file, long size, Runnable closed) {
        this.file = file;
        this.size = size;
        this.closed = closed;
    }

    @Override
    long size() {
        return size;
    }

    @Override
    Future<Buffer> piece(Vertx vertx, long position) {
        return vertx.executeBlocking(() -> read(position), false);
    }

    private Buffer read(long position) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, size - position));
        while (piece.hasRemaining()) {
            if (file.read(piece, position + piece.position()) < 0) {
                throw new EOFException("the file of an answer was cut");
            }
        }
        return Buffer.buffer(piece.array());
    }

    /** False once the last reader has gone. */
    @Override
    synchronized boolean retain() {
        if (readers == 0) {
            return false;
        }
        readers++;
        return true;
    }

    @Override
    synchronized void release() {
        readers--;
        if (readers == 0) {
            try {
                file.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } finally {
                closed.run();
            }
        }
    }
}

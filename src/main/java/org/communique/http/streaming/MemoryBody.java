package org.communique.http.streaming;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** Bytes in the heap, which count against the memory of unsent answers while somebody reads them, once for all readers. */
public final class MemoryBody extends LongBody {
    private final byte[] bytes;
    private final ResponseMemory memory;
    private int readers;

    MemoryBody(byte[] bytes, ResponseMemory memory) {
        this.bytes = bytes;
        this.memory = memory;
    }

    @Override
    long size() {
        return bytes.length;
    }

    @Override
    Future<Buffer> piece(Vertx vertx, long position) {
        int from = (int) position;
        return Future.succeededFuture(
                Buffer.buffer(Unpooled.wrappedBuffer(bytes, from, Math.min(PIECE, bytes.length - from))));
    }

    @Override
    synchronized boolean retain() {
        if (readers == 0 && !memory.take(bytes.length)) {
            return false;
        }
        readers++;
        return true;
    }

    @Override
    synchronized void release() {
        readers--;
        if (readers == 0) {
            memory.giveBack(bytes.length);
        }
    }
}

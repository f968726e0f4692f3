package org.communique.http.streaming;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** A body that is sent piece by piece, to one or more readers at a time. */
public abstract class LongBody {
    /** A longer body is sent in pieces: one written at once is copied out of the heap whole, for each of its readers. */
    public static final int LONG = 1 << 16;

    /** Bytes of one piece; the last may be shorter. */
    static final int PIECE = 1 << 15;

    /** Of all of it. */
    abstract long size();

    /** The piece at a position, which is less than the size. */
    abstract Future<Buffer> piece(Vertx vertx, long position);

    /** Adds a reader; false where there is no room for it. Each reader that was added has to be released once. */
    abstract boolean retain();

    abstract void release();
}

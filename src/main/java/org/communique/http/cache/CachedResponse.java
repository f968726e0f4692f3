package org.communique.http.cache;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.communique.http.headers.CacheStatus;
import org.communique.http.headers.HttpDate;
import org.communique.http.streaming.LongBody;
import org.communique.http.streaming.MemoryBody;
import org.communique.http.traffic.RateLimit;

/** The answer to a public GET in one content coding, as it is sent: headers and bytes, made for one number of the sequence. */
final class CachedResponse {
    private static final CharSequence HIT = HttpHeaders.createOptimized(CacheStatus.HIT);
    private static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized(CacheStatus.NAME);
    private static final CharSequence CACHE_CONTROL = HttpHeaders.createOptimized("Cache-Control");
    private static final CharSequence LAST_MODIFIED = HttpHeaders.createOptimized("Last-Modified");
    private static final CharSequence CONTENT_LENGTH = HttpHeaders.createOptimized("Content-Length");
    private static final CharSequence DATE = HttpHeaders.createOptimized("Date");
    /** From so many uses on the bytes are kept outside the heap, where the socket takes them without another copy. */
    private static final int OFTEN = 3;
    /** What an entry takes besides its bytes, roughly. */
    private static final int OVERHEAD = 2_000;

    private final long number;
    private final Conditions conditions;
    private final CharSequence[] always;
    private final CharSequence[] withBody;
    private final CharSequence length;
    private final CharSequence modified;
    private final CharSequence earlier;
    private final byte[] bytes;
    /** Null where all of it is written at once. */
    private final MemoryBody inPieces;

    private final String operation;
    private int uses;
    private volatile ByteBuf direct;

    /**
     * @param number of the sequence, whose state it is
     * @param always headers that a 304 has too; {@code withBody} those that it has not (RFC 9110 section 15.4.5)
     */
    CachedResponse(
            long number,
            Conditions conditions,
            Map<String, String> always,
            Map<String, String> withBody,
            byte[] bytes,
            MemoryBody inPieces,
            String operation) {
        this.number = number;
        this.operation = operation;
        this.conditions = conditions;
        this.always = optimized(always);
        this.withBody = optimized(withBody);
        this.length = HttpHeaders.createOptimized(Integer.toString(bytes.length));
        this.modified = HttpHeaders.createOptimized(HttpDate.write(conditions.modified()));
        this.earlier =
                HttpHeaders.createOptimized(HttpDate.write(conditions.modified().minusSeconds(1)));
        this.bytes = bytes;
        this.inPieces = inPieces;
    }

    private static CharSequence[] optimized(Map<String, String> headers) {
        List<CharSequence> all = new ArrayList<>();
        headers.forEach((name, value) -> {
            all.add(HttpHeaders.createOptimized(name));
            all.add(HttpHeaders.createOptimized(value));
        });
        return all.toArray(CharSequence[]::new);
    }

    long number() {
        return number;
    }

    /** What is sent to the reader in pieces; null where that is nothing or is written at once. */
    MemoryBody inPieces(HttpServerRequest request) {
        return inPieces == null || request.method() == HttpMethod.HEAD || conditions.isUnchanged(request)
                ? null
                : inPieces;
    }

    /** Bytes of memory. */
    int weight() {
        return bytes.length + OVERHEAD;
    }

    /** The path as metrics name it; null where they are to take it as it is. */
    String operation() {
        return operation;
    }

    /**
     * Sends it, or 304 without the bytes where the reader has them.
     *
     * @param pieces sends a body in pieces
     * @param limit what the request took of its budget; null where nothing is to be said of it
     */
    void send(
            HttpServerRequest request,
            HttpServerResponse response,
            AnswerTime time,
            RateLimit limit,
            Consumer<LongBody> pieces) {
        MultiMap headers = response.headers();
        put(headers, always);
        headers.add(CACHE_STATUS, HIT);
        headers.add(CACHE_CONTROL, time.cacheControl());
        headers.add(DATE, time.date());
        headers.add(LAST_MODIFIED, conditions.isSettled(time.millis()) ? modified : earlier);
        boolean unchanged = conditions.isUnchanged(request);
        if (limit != null) {
            limit.write(headers, unchanged ? 304 : 200);
        }
        if (unchanged) {
            response.setStatusCode(304).end();
            return;
        }
        put(headers, withBody);
        headers.add(CONTENT_LENGTH, length);
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else if (inPieces != null) {
            pieces.accept(inPieces);
        } else {
            response.end(body());
        }
    }

    private static void put(MultiMap headers, CharSequence[] all) {
        for (int i = 0; i < all.length; i += 2) {
            headers.add(all[i], all[i + 1]);
        }
    }

    private Buffer body() {
        ByteBuf outside = direct;
        if (outside == null) {
            // A race here costs a use or a copy, not more.
            if (++uses < OFTEN) {
                return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
            }
            ByteBuffer memory = ByteBuffer.allocateDirect(bytes.length);
            memory.put(bytes).flip();
            outside = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(memory));
            direct = outside;
        }
        return Buffer.buffer(outside.duplicate());
    }

    /** What a conditional request is compared with. */
    record Conditions(String validator, String otherCoding, Instant modified) {
        /** Whether the second of the last change is over. */
        boolean isSettled(long nowMillis) {
            return nowMillis >= (modified.getEpochSecond() + 1) * 1_000;
        }

        /**
         * Whether the reader has it (RFC 9110 section 13.2.2). If-None-Match counts alone where it is sent, and takes the
         * validator of either coding.
         */
        boolean isUnchanged(HttpServerRequest request) {
            MultiMap headers = request.headers();
            String first = headers.get(HttpHeaders.IF_NONE_MATCH);
            if (first != null) {
                return names(first) || isAmong(String.join(",", headers.getAll(HttpHeaders.IF_NONE_MATCH)));
            }
            String since = headers.get(HttpHeaders.IF_MODIFIED_SINCE);
            return since != null
                    && HttpDate.parse(since).map(at -> !modified.isAfter(at)).orElse(false);
        }

        private boolean isAmong(String validators) {
            for (String one : validators.split(",")) {
                if (names(one.trim())) {
                    return true;
                }
            }
            return false;
        }

        private boolean names(String text) {
            String strong = text.startsWith("W/") ? text.substring(2) : text;
            return strong.equals(validator) || strong.equals(otherCoding) || strong.equals("*");
        }
    }
}

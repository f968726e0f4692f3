package org.communique.http.pipeline;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiConsumer;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.problem.StoreFailure;
import org.communique.transport.Arrival;
import org.jboss.logging.Logger;

/** Receives one body, on the event loop of its connection. */
final class BodyReception {
    private static final Logger LOG = Logger.getLogger(BodyReception.class);
    private static final long CHECK_MILLIS = 500;

    private final HttpServerRequest request;
    private final Context loop;
    private final long largest;
    private final Pace pace;
    private final BodySink sink;
    private final BiConsumer<InputStream, Throwable> then;
    private long timer;
    private boolean writing;
    private boolean arrived;
    private boolean ended;

    /** @param then called once, with the body or with what kept it from arriving */
    BodyReception(
            HttpServerRequest request,
            long largest,
            Pace pace,
            BodySink sink,
            BiConsumer<InputStream, Throwable> then) {
        this.request = request;
        this.loop = ((HttpServerRequestInternal) request).context();
        this.largest = largest;
        this.pace = pace;
        this.sink = sink;
        this.then = then;
    }

    void begin() {
        if (request.response().closed()) {
            cut();
            return;
        }
        timer = vertx().setPeriodic(CHECK_MILLIS, nothing -> check());
        request.pause();
        request.handler(this::take);
        request.endHandler(nothing -> {
            arrived = true;
            if (ended) {
                return;
            }
            if (sink.isPending()) {
                write();
            } else {
                finish();
            }
        });
        request.exceptionHandler(failure -> cut());
        Arrival arrival = Arrival.of(request);
        arrival.onFault(detail -> fail(new ProblemException(ProblemType.MALFORMED_REQUEST, detail)));
        if (!ended) {
            if (isAwaited(request) && !arrival.isComplete()) {
                request.response().writeContinue();
            }
            request.resume();
        }
    }

    /** Whether the client waits with the body until it is told to go on (RFC 9110 section 10.1.1). */
    private static boolean isAwaited(HttpServerRequest request) {
        return request.version() == io.vertx.core.http.HttpVersion.HTTP_1_1
                && request.headers().contains("Expect");
    }

    private Vertx vertx() {
        return loop.owner();
    }

    private void take(Buffer part) {
        if (ended) {
            return;
        }
        if (pace.add(part.length()) > largest) {
            fail(tooLarge(largest));
        } else if (sink.add(part)) {
            write();
        }
    }

    static ProblemException tooLarge(long largest) {
        return new ProblemException(
                ProblemType.CONTENT_TOO_LARGE, "A body may have at most " + largest + " bytes here.");
    }

    private void write() {
        writing = true;
        request.pause();
        pace.pause(System.nanoTime());
        loop.<Void>executeBlocking(
                        () -> {
                            sink.write();
                            return null;
                        },
                        false)
                .onComplete(written -> {
                    writing = false;
                    pace.resume(System.nanoTime());
                    if (ended) {
                        sink.discard();
                    } else if (written.failed()) {
                        fail(unwritten(written.cause()));
                    } else if (arrived) {
                        finish();
                    }
                    request.resume();
                });
    }

    static ProblemException unwritten(Throwable cause) {
        LOG.warnf("A request body could not be written to disk: %s", cause);
        return new ProblemException(ProblemType.UNAVAILABLE, "There is no space for the body at the moment.")
                .header("Retry-After", StoreFailure.RETRY_AFTER);
    }

    private void finish() {
        try {
            InputStream body = sink.read();
            end();
            then.accept(body, null);
        } catch (IOException failed) {
            fail(unwritten(failed));
        }
    }

    private void check() {
        if (pace.isTooSlow(System.nanoTime())) {
            fail(new ProblemException(ProblemType.REQUEST_TIMEOUT, "The body was sent too slowly."));
        }
    }

    /** Nobody reads the answer. */
    private void cut() {
        fail(new ProblemException(ProblemType.MALFORMED_REQUEST, "The connection ended before the body was complete."));
    }

    private void fail(Throwable why) {
        if (!ended) {
            end();
            if (!writing) {
                sink.discard();
            }
            then.accept(null, why);
        }
    }

    private void end() {
        ended = true;
        vertx().cancelTimer(timer);
    }
}

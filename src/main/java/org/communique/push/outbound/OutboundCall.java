package org.communique.push.outbound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;

/** One request and its answer, with one time limit over all of it. However it ends, its connection is closed. */
final class OutboundCall {
    private static final int READ_AT_MOST = 65_536;

    private final CompletableFuture<CallResult> outcome = new CompletableFuture<>();
    private final long started = System.nanoTime();
    private final Buffer read = Buffer.buffer();
    private final Vertx vertx;
    private final Clock clock;
    private final long timer;
    private HttpClientRequest request;

    /** The time begins to run. */
    OutboundCall(Vertx vertx, Duration limit, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.timer = vertx.setTimer(
                Math.max(1, limit.toMillis()),
                late -> fail("no complete response was received within " + shown(limit)));
    }

    CompletionStage<CallResult> outcome() {
        return outcome;
    }

    boolean isOver() {
        return outcome.isDone();
    }

    void run(HttpClient client, RequestOptions options, Buffer body) {
        client.request(options).compose(ready -> begin(ready, body)).onFailure(this::fail);
    }

    private synchronized Future<HttpClientResponse> begin(HttpClientRequest ready, Buffer body) {
        request = ready;
        // Without this, what a receiver sends amiss is logged as an error of ours; the outcome tells of it.
        ready.connection().exceptionHandler(this::fail);
        if (isOver()) {
            ready.connection().close();
        }
        // Before anything is sent: an answer that comes at once would be over before somebody listened.
        ready.response().onSuccess(this::receive);
        return ready.send(body);
    }

    private void receive(HttpClientResponse response) {
        response.exceptionHandler(this::fail);
        response.endHandler(whole -> end(response));
        response.handler(part -> {
            read.appendBuffer(part.slice(0, Math.min(part.length(), READ_AT_MOST - read.length())));
            if (read.length() == READ_AT_MOST) {
                end(response);
            }
        });
    }

    private void end(HttpClientResponse response) {
        Duration retryAfter = RetryAfter.parse(response.getHeader("Retry-After"), clock.instant());
        end(response.statusCode(), null, retryAfter, read.getBytes());
    }

    void fail(String error) {
        end(0, error, null, new byte[0]);
    }

    void fail(Throwable cause) {
        fail(sentence(cause));
    }

    private synchronized void end(int status, String error, Duration retryAfter, byte[] body) {
        if (outcome.complete(
                new CallResult(status, error, retryAfter, body, Duration.ofNanos(System.nanoTime() - started)))) {
            vertx.cancelTimer(timer);
            if (request != null) {
                request.connection().close();
            }
        }
    }

    private static String sentence(Throwable cause) {
        if (cause instanceof HttpClosedException) {
            return "the connection was closed before the response was complete";
        }
        if (cause instanceof SSLException) {
            return "TLS failed: " + cause.getMessage();
        }
        if (cause instanceof ConnectException) {
            return "the connection failed: " + cause.getMessage();
        }
        return "the request failed: " + cause;
    }

    private static String shown(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}

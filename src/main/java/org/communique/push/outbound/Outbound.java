package org.communique.push.outbound;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one way out of the service: calls a receiver under one time limit, follows no redirect, reads at most 64 kB of its
 * answer and connects to the very address that {@link TargetGuard} admitted. No thread waits for a receiver; only names
 * are looked up on threads of their own, and a look-up is under the same time limit.
 *
 * <p>What is returned never completes exceptionally. It completes on an event loop: go on with the {@code …Async} methods
 * wherever the next step may block.
 */
@ApplicationScoped
public class Outbound {
    /** Calls at a time to one address and host name; more wait, within their time limit. */
    private static final int CALLS_TO_ONE = 100;

    private static final int LOOK_UPS = 16;

    private final Vertx vertx;
    private final PushConfig config;
    private final TargetGuard guard;
    private final Clock clock;
    private final HttpClient client;
    private final ExecutorService lookUps;

    Outbound(Vertx vertx, PushConfig config, TargetGuard guard, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.guard = guard;
        this.clock = clock;
        int limit = (int) config.timeout().toMillis();
        // A connection is used once, so that none is ever taken for one to another address, or found closed half way.
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(CALLS_TO_ONE)
                .setConnectTimeout(limit)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(limit));
        this.lookUps = lookUps();
    }

    private static ExecutorService lookUps() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(LOOK_UPS, LOOK_UPS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "push-look-up");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    public CompletionStage<CallResult> post(URI target, Map<String, String> headers, byte[] body) {
        return call(HttpMethod.POST, target, headers, Buffer.buffer(body));
    }

    public CompletionStage<CallResult> get(URI target, Map<String, String> headers) {
        return call(HttpMethod.GET, target, headers, Buffer.buffer());
    }

    private CompletionStage<CallResult> call(HttpMethod method, URI target, Map<String, String> headers, Buffer body) {
        OutboundCall exchange = new OutboundCall(vertx, config.timeout(), clock);
        Optional<String> fault = TargetGuard.fault(target);
        if (fault.isPresent()) {
            exchange.fail("the address cannot be called: " + fault.get());
            return exchange.outcome();
        }
        lookUps.execute(() -> {
            // One that has waited for its look-up until its time was over is not begun.
            if (!exchange.isOver()) {
                try {
                    exchange.run(client, request(method, target, headers), body);
                } catch (UnknownHostException refused) {
                    exchange.fail(refused.getMessage());
                } catch (RuntimeException failed) {
                    exchange.fail(failed);
                }
            }
        });
        return exchange.outcome();
    }

    private RequestOptions request(HttpMethod method, URI target, Map<String, String> headers)
            throws UnknownHostException {
        boolean secure = "https".equalsIgnoreCase(target.getScheme());
        int port = target.getPort() != -1 ? target.getPort() : secure ? 443 : 80;
        InetAddress address = guard.admit(target.getHost());
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                // The name goes into the Host header, into SNI and into the check of the certificate.
                .setHost(target.getHost())
                .setPort(port)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setSsl(secure)
                .setFollowRedirects(false)
                .setURI(target.getRawQuery() == null ? path : path + "?" + target.getRawQuery())
                .putHeader("User-Agent", "Communique");
        headers.forEach(request::putHeader);
        return request;
    }

    @PreDestroy
    void close() {
        lookUps.shutdownNow();
        client.close();
    }
}

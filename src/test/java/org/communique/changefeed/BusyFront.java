package org.communique.changefeed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before the service and is too busy for some requests: every fifth gets 503 or 429 and has to come again. */
final class BusyFront implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 60_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpServer server;
    private final String service;

    BusyFront(String service) throws IOException {
        this.service = service;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String base() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    int requests() {
        return requests.get();
    }

    /** Waits until it was asked more often than that. */
    void awaitMoreThan(int number) throws InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (requests.get() <= number) {
            assertTrue(System.currentTimeMillis() < end, "something is asked");
            Thread.sleep(10);
        }
    }

    int refusals() {
        return refusals.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            int number = requests.incrementAndGet();
            if (number % 5 == 0) {
                refusals.incrementAndGet();
                exchange.getResponseHeaders().set("Retry-After", "0");
                exchange.sendResponseHeaders(number % 2 == 0 ? 503 : 429, -1);
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + exchange.getRequestURI()));
            String least = exchange.getRequestHeaders().getFirst("Communique-Min-Sequence");
            if (least != null) {
                request.header("Communique-Min-Sequence", least);
            }
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

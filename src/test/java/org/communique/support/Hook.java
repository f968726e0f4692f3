package org.communique.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A webhook's receiver that notes what each event is about, and may take its time over one. */
public final class Hook implements AutoCloseable {
    private static final Pattern SUBJECT =
            Pattern.compile("\"subject\":\\{\"kind\":\"press-release\",\"id\":\"([0-9a-f-]{36})\"");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> subjects = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean holds;
    private volatile boolean refuses;

    public Hook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher subject = SUBJECT.matcher(body);
            if (subject.find()) {
                subjects.add(subject.group(1));
                if (holds) {
                    holds = false;
                    closed.await();
                }
            }
            exchange.sendResponseHeaders(refuses ? 500 : 204, -1);
            refuses = false;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Subscribes it, and waits until it is verified. */
    public void subscribe(Desk desk, String filter) throws InterruptedException {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        String id = desk.json()
                .body("{\"url\":\"" + url + "\",\"filter\":\"" + filter + "\"}")
                .post("/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!"active".equals(desk.keyed().get("/v1/subscriptions/" + id).path("status"))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the webhook is not verified");
            }
            Thread.sleep(50);
        }
    }

    /** Leaves the next event without an answer. */
    public void holdNext() {
        holds = true;
    }

    /** Has the sender come again with the next event. */
    public void refuseNext() {
        refuses = true;
    }

    /** What has come, in its order. */
    public List<String> subjects() {
        return List.copyOf(subjects);
    }

    public void await(String subject, Duration longest) throws InterruptedException {
        awaitTimes(subject, 1, longest);
    }

    public void awaitTimes(String subject, int times, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (subjects.stream().filter(subject::equals).count() < times) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in " + longest + " fewer than " + times + " of " + subject + ": " + subjects);
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

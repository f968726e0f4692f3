package org.communique.push.hub;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.communique.sequence.SequenceWatch;
import org.communique.support.Waiting;

/** A subscriber of the hub: a real server with a host of its own, since the hub's limits go by host. */
public final class HubSubscriber implements AutoCloseable {
    public static final String LIST = "https://press.example.org/v1/press-releases";
    private static final AtomicInteger HOSTS = new AtomicInteger();
    private static final long PATIENCE_SECONDS = 15;
    private static final String BUSY =
            "callbackHost = ?1 and (claim is not null" + " or reached < ?2 and nextAt <= ?3 and expiresAt > ?3)";

    /** What the hub has told. */
    public record Told(String contentType, String link, String signature, byte[] body) {
        public JsonPath json() {
            return new JsonPath(new String(body, StandardCharsets.UTF_8));
        }
    }

    private final BlockingQueue<Map<String, String>> questions = new LinkedBlockingQueue<>();
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final String host;

    /** What is answered to a question of the hub. */
    volatile Function<Map<String, String>, String> answer = question -> question.getOrDefault("hub.challenge", "");

    /** The status that the callback answers with, to a question or to content. */
    volatile int questionStatus = 200;

    volatile int contentStatus = 204;
    volatile String retryAfter;
    volatile long delayMillis;

    public HubSubscriber() throws IOException {
        int number = HOSTS.incrementAndGet();
        host = "127.7." + number / 250 + "." + (number % 250 + 1);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("GET")) {
            Map<String, String> question = parse(exchange.getRequestURI().getRawQuery());
            questions.add(question);
            respond(exchange, questionStatus, answer.apply(question).getBytes(StandardCharsets.UTF_8));
        } else {
            var headers = exchange.getRequestHeaders();
            told.add(new Told(
                    headers.getFirst("Content-Type"),
                    headers.getFirst("Link"),
                    headers.getFirst("X-Hub-Signature"),
                    body));
            pause();
            respond(exchange, contentStatus, new byte[0]);
        }
    }

    private void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void pause() {
        try {
            Thread.sleep(delayMillis);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> parse(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }

    String callback(String more) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/hub" + more;
    }

    /** Asks the hub in this subscriber's name. */
    public ValidatableResponse ask(String mode, String topic, Map<String, String> more) {
        return given().formParam("hub.mode", mode)
                .formParam("hub.topic", topic)
                .formParam("hub.callback", callback(""))
                .formParams(more)
                .post("/hub")
                .then();
    }

    /** Subscribes and waits until it holds. */
    public void subscribe(String topic, Map<String, String> more) throws InterruptedException {
        ask("subscribe", topic, more).statusCode(202);
        nextQuestion();
        settle();
    }

    /** Waits until the hub has nothing to do for this host: its questions are answered, and it has been told what is due. */
    public void settle() {
        SequenceWatch watch = Arc.container().instance(SequenceWatch.class).get();
        Clock clock = Arc.container().instance(Clock.class).get();
        Waiting.untilTrue(
                () -> QuarkusTransaction.requiringNew()
                        .call(() -> HubIntent.count("callbackHost", host) == 0
                                && HubSubscription.count(BUSY, host, watch.known(), clock.instant()) == 0),
                () -> "the hub still has something to do");
    }

    Map<String, String> nextQuestion() throws InterruptedException {
        Map<String, String> question = questions.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(question, "the hub asks");
        return question;
    }

    public Told next() throws InterruptedException {
        Told next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(next, "the hub tells");
        return next;
    }

    /** All that was told and not taken yet. */
    public List<String> heard() {
        List<Told> all = new ArrayList<>();
        told.drainTo(all);
        return all.stream()
                .map(each -> each.link() + new String(each.body(), StandardCharsets.UTF_8))
                .toList();
    }

    void hearsNothing() {
        settle();
        assertNull(told.poll(), "the hub tells nothing");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package org.communique.push.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.communique.support.Waiting;

/** A partner's receiver on loopback: notes what comes, and answers as the test wants. */
public final class Partner implements AutoCloseable {
    /** What came, and what it was answered. */
    public record Message(Map<String, List<String>> headers, String body, int answer) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no header " + name + " in " + headers));
        }

        String id() {
            return header("webhook-id");
        }

        JsonPath json() {
            return JsonPath.from(body);
        }

        String type() {
            return json().getString("type");
        }

        public String subject() {
            return json().getString("data.subject.id");
        }

        boolean isTest() {
            return id().startsWith("test-");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Message> manners = message -> 204;
    private volatile Map<String, String> headers = Map.of();

    public Partner() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** Answers from now on with the status that the function gives. */
    public Partner answering(ToIntFunction<Message> status) {
        manners = status;
        return this;
    }

    Partner withHeader(String name, String value) {
        headers = Map.of(name, value);
        return this;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Message came = new Message(Map.copyOf(exchange.getRequestHeaders()), body, 0);
            int status = manners.applyAsInt(came);
            messages.add(new Message(came.headers(), body, status));
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, -1);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** All that came but tests, in order. */
    public List<Message> events() {
        return messages.stream().filter(message -> !message.isTest()).toList();
    }

    List<Message> tests() {
        return messages.stream().filter(Message::isTest).toList();
    }

    /** The first that fits; one that has not come in good time is a failure. */
    public Message await(Predicate<Message> fits) {
        return Waiting.until(() -> messages.stream().filter(fits).findFirst(), () -> "what came: " + messages);
    }

    public Message awaitEvent(String subject) {
        return await(message -> !message.isTest() && subject.equals(message.subject()));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

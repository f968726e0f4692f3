package org.communique.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook's receiver that refuses a third of what comes, and keeps a copy by what it takes: each event id once. */
public final class UnreliablePartner implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Random random;
    private final Map<String, Integer> copy = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Long> last = new HashMap<>();
    private String disorder;

    public UnreliablePartner(long seed) throws IOException {
        random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event = new ObjectMapper().readTree(exchange.getRequestBody());
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            exchange.sendResponseHeaders(accept(id, event) ? 204 : 500, -1);
        }
    }

    private synchronized boolean accept(String id, JsonNode event) {
        if (random.nextInt(3) == 0) {
            return false;
        }
        if (!id.startsWith("test-") && taken.add(id)) {
            apply(event.get("data"));
        }
        return true;
    }

    private void apply(JsonNode change) {
        JsonNode subject = change.get("subject");
        if (!subject.get("kind").asText().equals("press-release")) {
            return;
        }
        String id = subject.get("id").asText();
        long sequence = change.get("sequence").asLong();
        if (last.merge(id, sequence, Math::max) > sequence) {
            disorder = change.toString();
        }
        if (change.get("mustRemove").asBoolean()) {
            copy.remove(id);
        } else {
            copy.put(id, subject.get("revision").asInt());
        }
    }

    /** The ids of the events that it took. */
    public synchronized Set<String> taken() {
        return Set.copyOf(taken);
    }

    public synchronized Map<String, Integer> copy() {
        return Map.copyOf(copy);
    }

    /** An event that came after a later one of the same release; null where all came in order. */
    public synchronized String disorder() {
        return disorder;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

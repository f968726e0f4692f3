package org.communique.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Readers and writers that ask all nodes that say they are ready, as a load balancer has them do, and check each answer
 * against what was acknowledged. Nothing is tried twice.
 */
public final class Traffic implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A change is visible on every node so long after it was acknowledged. */
    private static final long VISIBLE = 1_000_000_000L;

    /** One in so many writes retracts what was published before. */
    private static final int RETRACTED = 5;

    /** One in so many reads is of the list, and one of what was retracted. */
    private static final int OTHER = 4;

    private final List<Service> nodes;
    private final List<Thread> threads = new ArrayList<>();
    private volatile List<Service> ready;
    private volatile boolean stopped;

    /** Titles by id of what was acknowledged, and when. */
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    private final Queue<String> ids = new ConcurrentLinkedQueue<>();

    /** When it was acknowledged, by id. */
    private final Map<String, Long> retracted = new ConcurrentHashMap<>();

    private final Queue<String> gone = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final AtomicInteger publishedAndGone = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();

    private record Written(String title, long at) {}

    /** How long it is at least from one act of a reader to the next, and of a writer, in microseconds. */
    public record Pace(long read, long write) {}

    /** The list may change while it runs. */
    public Traffic(List<Service> nodes, int readers, int writers) {
        this(nodes, readers, writers, new Pace(5_000, 20_000));
    }

    public Traffic(List<Service> nodes, int readers, int writers, Pace pace) {
        this.nodes = nodes;
        this.ready = List.copyOf(nodes);
        start(this::watch, 100_000);
        for (int i = 0; i < readers; i++) {
            start(this::read, pace.read());
        }
        for (int i = 0; i < writers; i++) {
            start(this::write, pace.write());
        }
    }

    private void start(Act act, long micros) {
        Thread thread = new Thread(() -> {
            HttpClient client = client();
            while (!stopped) {
                long began = System.nanoTime();
                try {
                    act.once(client);
                    long left = micros * 1_000 - (System.nanoTime() - began);
                    if (left > 0) {
                        TimeUnit.NANOSECONDS.sleep(left);
                    }
                } catch (IOException lost) {
                    unanswered.incrementAndGet();
                    wrong.add("no answer: " + lost);
                } catch (InterruptedException end) {
                    return;
                }
            }
        });
        threads.add(thread);
        thread.start();
    }

    @FunctionalInterface
    private interface Act {
        void once(HttpClient client) throws IOException, InterruptedException;
    }

    private static HttpClient client() {
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        return client.connectTimeout(PATIENCE).build();
    }

    private void watch(HttpClient client) {
        List<Service> found = nodes.stream().filter(Service::isReady).toList();
        // Where none is, the balancer has nothing better than all that listen.
        ready = found.isEmpty() ? ready : found;
    }

    private HttpRequest.Builder request(String path) {
        List<Service> all = ready;
        Service node = all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
        return HttpRequest.newBuilder(node.at(path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        statuses.computeIfAbsent(answer.statusCode(), status -> new AtomicInteger())
                .incrementAndGet();
        wrong.addAll(ContractOfService.faults(answer));
        boolean away = answer.statusCode() == 503
                && answer.headers().firstValue("Retry-After").isPresent()
                && answer.headers().firstValue("Content-Type").orElse("").equals("application/problem+json");
        if (answer.statusCode() >= 400 && answer.statusCode() != 410 && !away) {
            wrong.add(request.method() + " " + request.uri() + ": " + answer.statusCode() + " "
                    + answer.headers().map() + answer.body());
        }
        return answer;
    }

    private void read(HttpClient client) throws IOException, InterruptedException {
        switch (ThreadLocalRandom.current().nextInt(OTHER)) {
            case 0 -> readList(client);
            case 1 -> readGone(client);
            default -> readOne(client);
        }
    }

    private void readList(HttpClient client) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        HttpResponse<String> answer =
                send(client, request("/v1/press-releases?limit=20").build());
        if (answer.statusCode() == 200) {
            for (JsonNode one : JSON.readTree(answer.body()).path("data")) {
                Long since = retracted.get(one.path("id").asText());
                if (since != null && asked - since > VISIBLE) {
                    wrong.add(one.path("id") + " is in a list and was retracted " + (asked - since) / 1_000_000
                            + " ms before");
                }
            }
        }
    }

    private void readGone(HttpClient client) throws IOException, InterruptedException {
        String id = next(gone);
        if (id != null && System.nanoTime() - retracted.get(id) > VISIBLE) {
            int status =
                    send(client, request("/v1/press-releases/" + id).build()).statusCode();
            if (status != 410 && status != 503) {
                wrong.add(id + " was retracted and is answered with " + status);
            }
        }
    }

    /** One that every node must have by now. */
    private void readOne(HttpClient client) throws IOException, InterruptedException {
        String id = next(ids);
        Written one = id == null ? null : written.get(id);
        if (one == null || System.nanoTime() - one.at() <= VISIBLE) {
            return;
        }
        HttpResponse<String> answer =
                send(client, request("/v1/press-releases/" + id).build());
        String title = JSON.readTree(answer.body()).path("title").asText();
        boolean isRight = answer.statusCode() == 503 || answer.statusCode() == 200 && title.equals(one.title());
        // Whoever retracts it has taken it away here first.
        if (!isRight && written.containsKey(id)) {
            wrong.add(id + " is answered with " + answer.statusCode() + " and \"" + title + "\"");
        }
    }

    /** The one that has waited longest; null where there is none. */
    private static String next(Queue<String> queue) {
        String oldest = queue.poll();
        if (oldest != null) {
            queue.add(oldest);
        }
        return oldest;
    }

    private void write(HttpClient client) throws IOException, InterruptedException {
        if (ThreadLocalRandom.current().nextInt(RETRACTED) == 0) {
            retract(client);
            return;
        }
        String id = UUID.randomUUID().toString();
        String title = "Under load " + id;
        if (send(client, json("PUT", "/v1/drafts/" + id, Desk.content(title, "")))
                                .statusCode()
                        < 300
                && send(client, json("POST", "/v1/drafts/" + id + "/publish", "{}"))
                                .statusCode()
                        == 200) {
            written.put(id, new Written(title, System.nanoTime()));
            ids.add(id);
        }
    }

    /** Where it is not acknowledged, nobody knows whether it is gone, and nobody asks for it any more. */
    private void retract(HttpClient client) throws IOException, InterruptedException {
        String id = ids.poll();
        if (id != null && written.remove(id) != null) {
            publishedAndGone.incrementAndGet();
            if (send(client, json("POST", "/v1/press-releases/" + id + "/retract", "{}"))
                            .statusCode()
                    == 200) {
                retracted.put(id, System.nanoTime());
                gone.add(id);
            }
        }
    }

    private HttpRequest json(String method, String path, String body) {
        return request(path)
                .header("Authorization", "Bearer " + TestStore.KEY)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** What was acknowledged so far. */
    public int acknowledged() {
        return written.size() + publishedAndGone.get();
    }

    /** The ids of what was retracted and acknowledged. */
    public Set<String> retracted() {
        return Set.copyOf(retracted.keySet());
    }

    /** How many answers there were. */
    public int answers() {
        return statuses.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    public Map<String, String> titles() {
        Map<String, String> titles = new HashMap<>();
        written.forEach((id, one) -> titles.put(id, one.title()));
        return titles;
    }

    /** Waits until so many more were acknowledged; fails where that takes too long. */
    public void awaitMore(int more, Duration longest) throws InterruptedException {
        int wanted = acknowledged() + more;
        long end = System.nanoTime() + longest.toNanos();
        while (acknowledged() < wanted) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in " + longest + " fewer than " + more + " were written; " + this);
            }
            Thread.sleep(20);
        }
    }

    /** What should not have been answered. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** How often a status was answered. */
    public int count(int status) {
        AtomicInteger count = statuses.get(status);
        return count == null ? 0 : count.get();
    }

    @Override
    public String toString() {
        return acknowledged() + " acknowledged, answers by status " + statuses + ", without an answer " + unanswered;
    }

    /** Ends what is under way with its answer. */
    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}

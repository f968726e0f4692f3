package org.communique.chaos;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.communique.changefeed.Follower;
import org.communique.changefeed.RandomWriter;
import org.communique.support.Api;
import org.communique.support.Desk;

/** Writers, readers and followers; what was acknowledged is kept, and what should not have been answered. */
final class Load implements AutoCloseable {
    private static final int WRITERS = 2;
    private static final int PAUSE_MILLIS = 50;
    private static final Set<Integer> PROPER = Set.of(200, 304, 404, 410, 429);

    private final Site site;
    private final Api api = new Api();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<String, String> titles = new ConcurrentHashMap<>();
    private final Set<String> retracted = ConcurrentHashMap.newKeySet();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private volatile boolean isOver;

    Load(Site site, String history, Random random, Follower... followers) {
        this.site = site;
        List<UUID> releases = Stream.generate(UUID::randomUUID).limit(40).toList();
        for (int i = 0; i < WRITERS; i++) {
            RandomWriter writer = new RandomWriter(api, history, releases, new Random(random.nextLong())).whileAway();
            begin(writer::move);
        }
        Random ledger = new Random(random.nextLong());
        begin(() -> publish(ledger));
        Random reader = new Random(random.nextLong());
        begin(() -> read(reader, history));
        for (Follower follower : followers) {
            Random pages = new Random(random.nextLong());
            begin(() -> follower.catchUp(api, pages));
        }
    }

    private void begin(Runnable act) {
        Thread thread = new Thread(() -> {
            while (!isOver) {
                int starts = site.starts();
                try {
                    act.run();
                } catch (UncheckedIOException broken) {
                    if (!site.explains(starts)) {
                        wrong.add("no answer: " + broken);
                    }
                } catch (AssertionError | RuntimeException failed) {
                    wrong.add(failed.toString());
                }
                pause();
            }
        });
        threads.add(thread);
        thread.start();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A new release, or one of them retracted; only what was acknowledged is kept. */
    private void publish(Random random) {
        if (random.nextInt(5) == 0 && !titles.isEmpty()) {
            String id = titles.keySet().iterator().next();
            titles.remove(id);
            if (count(api.send("POST", "/v1/press-releases/" + id + "/retract", "{}")) == 200) {
                retracted.add(id);
            }
            return;
        }
        String id = UUID.randomUUID().toString();
        String title = "Acknowledged " + id;
        if (count(api.send("PUT", "/v1/drafts/" + id, Desk.content(title, ""))) < 300
                && count(api.send("POST", "/v1/drafts/" + id + "/publish", "{}")) == 200) {
            titles.put(id, title);
        }
    }

    private void read(Random random, String history) {
        List<String> paths = List.of(
                "/v1/press-releases?limit=" + (1 + random.nextInt(100)),
                "/v1/press-releases?" + RandomWriter.filter(history, random),
                "/v1/press-releases?facets=country,year,language",
                "/v1/press-releases?q=title&facets=country&highlight=true",
                "/v1/suggestions?q=ti",
                "/v1/press-releases.csv",
                "/v1/press-releases.atom",
                "/v1/press-releases/digest",
                "/v1/changes?after=" + random.nextInt(3) + "&include=data",
                "/v1/countries",
                "/v1/press-releases/" + titles.keySet().stream().findAny().orElse("none"));
        count(api.get(paths.get(random.nextInt(paths.size()))));
    }

    private int count(Api.Answer answer) {
        int status = answer.status();
        statuses.computeIfAbsent(status, first -> new AtomicInteger()).incrementAndGet();
        boolean isAway = status == 503
                && answer.header("Retry-After") != null
                && "application/problem+json".equals(answer.header("Content-Type"));
        if (!isAway && status != 201 && !PROPER.contains(status)) {
            wrong.add(answer.response().request().method() + " "
                    + answer.response().uri() + ": " + status + " "
                    + answer.response().body() + "\n" + site.lastFailure());
        }
        return status;
    }

    /** Titles by id of what was acknowledged as published and never asked to be retracted. */
    Map<String, String> titles() {
        return Map.copyOf(titles);
    }

    Set<String> retracted() {
        return Set.copyOf(retracted);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public String toString() {
        return titles.size() + " published, " + retracted.size() + " retracted, answers by status " + statuses;
    }

    @Override
    public void close() throws InterruptedException {
        isOver = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}

package org.communique.release;

import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.communique.sequence.SequenceWatch;
import org.communique.support.Api;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random writes and reads at once: no answer is older than what was acknowledged before it was asked for, and each says what
 * was true at the number that it names, whether it comes from memory or not.
 */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class PreparedHistoryTest {
    private static final int WRITES = 2 * Integer.getInteger("test.histories", 50);
    private static final int READERS = 3;
    private static final String GONE = "gone";
    private static final String LIST = "/v1/press-releases?limit=100&fields=id,title";
    private static final List<String> LISTS = List.of(
            LIST,
            "/v1/press-releases?fields=id,title&limit=100",
            LIST + "&sort=-date",
            LIST + "&status=published",
            LIST + "&q=prepared&sort=-date");

    @Inject
    SequenceWatch watch;

    private final long seed = System.nanoTime();
    private final Desk desk = Desk.chief();
    /** By number of the sequence: title by id, or that the release is gone. */
    private final NavigableMap<Long, Map<String, String>> history = new ConcurrentSkipListMap<>();

    private final Map<String, String> present = new LinkedHashMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final ConcurrentLinkedQueue<Sighting> sightings = new ConcurrentLinkedQueue<>();
    private volatile boolean writing = true;

    private record Sighting(String path, long acknowledged, Api.Answer answer, Api.Answer before) {
        /** What is shown: of a 304 that of the answer which the reader had. */
        JsonNode shown() {
            return (answer.status() == 304 ? before : answer).json();
        }

        @Override
        public String toString() {
            return path + " " + answer.status() + " "
                    + answer.response().headers().map() + " "
                    + answer.response().body();
        }
    }

    @Test
    void no_answer_is_older_than_its_number_allows() throws Exception {
        Logger.getLogger(getClass()).infof("The seed is %d, with %d writes", seed, WRITES);
        Random random = new Random(seed);
        acknowledge();
        for (int i = 0; i < 5; i++) {
            publish("Prepared " + i);
        }
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            long own = seed + 1 + i;
            running.add(readers.submit(() -> read(new Random(own))));
        }
        for (int i = 0; i < WRITES; i++) {
            write(random, i);
            Thread.sleep(random.nextInt(30));
        }
        writing = false;
        for (Future<?> reader : running) {
            reader.get();
        }
        readers.shutdown();
        Map<String, Integer> kinds = new TreeMap<>();
        for (Sighting sighting : sightings) {
            check(sighting);
            kinds.merge(
                    sighting.answer().header("Cache-Status") + " "
                            + sighting.answer().status(),
                    1,
                    Integer::sum);
        }
        Logger.getLogger(getClass()).infof("Answers: %s", kinds);
        assertTrue(kinds.getOrDefault("communique; hit 200", 0) > WRITES, kinds.toString());
        assertTrue(kinds.getOrDefault("communique; hit 304", 0) > 0, kinds.toString());
        assertTrue(kinds.getOrDefault("communique; fwd=miss; stored 200", 0) > WRITES / 2, kinds.toString());
    }

    private void write(Random random, int number) {
        List<String> live = present.keySet().stream()
                .filter(id -> !present.get(id).equals(GONE))
                .toList();
        String id = live.get(random.nextInt(live.size()));
        if (random.nextInt(8) == 0 && live.size() > 2) {
            desk.verb(id, "retract", "{\"reason\":\"Wrong\"}").statusCode(200);
            present.put(id, GONE);
            acknowledge();
        } else if (random.nextInt(4) == 0) {
            publish("Prepared anew " + number);
        } else {
            String title = "Prepared again " + number;
            desk.patch(id, "{\"texts\":{\"en\":{\"title\":\"" + title + "\"}}}").statusCode(anyOf(is(200), is(201)));
            desk.verb(id, "publish", "{}").statusCode(200);
            present.put(id, title);
            acknowledge();
        }
    }

    private void publish(String title) {
        String id = desk.draft(Desk.content(title, ""));
        desk.verb(id, "publish", "{}").statusCode(200);
        present.put(id, title);
        acknowledge();
    }

    private void acknowledge() {
        history.put(watch.known(), Map.copyOf(present));
        acknowledged.set(watch.known());
    }

    private void read(Random random) {
        Api api = new Api();
        Map<String, Api.Answer> last = new HashMap<>();
        while (writing) {
            List<String> ids = List.copyOf(history.lastEntry().getValue().keySet());
            String path = random.nextBoolean()
                    ? LISTS.get(random.nextInt(LISTS.size()))
                    : "/v1/press-releases/" + ids.get(random.nextInt(ids.size()));
            Api.Answer before = random.nextBoolean() ? last.get(path) : null;
            List<String> headers = new ArrayList<>();
            if (before != null) {
                headers.addAll(List.of("If-None-Match", before.header("ETag")));
            }
            long known = acknowledged.get();
            if (random.nextInt(4) == 0 && !path.contains("q=")) {
                headers.addAll(List.of("Communique-Min-Sequence", Long.toString(known)));
            }
            Api.Answer answer = api.send("GET", path, null, headers.toArray(String[]::new));
            sightings.add(new Sighting(path, known, answer, before));
            if (answer.status() == 200) {
                last.put(path, answer);
            }
        }
    }

    private void check(Sighting sighting) {
        Api.Answer answer = sighting.answer();
        if (sighting.path().contains("q=") && answer.status() == 503) {
            return;
        }
        long number = answer.sequence();
        if (!sighting.path().contains("q=")) {
            assertTrue(number >= sighting.acknowledged(), sighting.acknowledged() + " was there before: " + sighting);
        }
        Map<String, String> then = history.get(number);
        assertTrue(then != null, number + " is no number that was acknowledged: " + sighting);
        String id = sighting.path().replaceFirst(".*/", "");
        if (sighting.path().contains("q=") && !answer.header("Cache-Status").endsWith("hit")) {
            // Made of an index and a snapshot that may be at different numbers, of which the lower is told.
            sighting.shown()
                    .get("data")
                    .forEach(release -> assertTrue(
                            history.tailMap(number).values().stream()
                                    .anyMatch(state -> release.get("title")
                                            .asText()
                                            .equals(state.get(release.get("id").asText()))),
                            sighting.toString()));
        } else if (sighting.path().contains("?")) {
            Map<String, String> shown = new HashMap<>();
            sighting.shown()
                    .get("data")
                    .forEach(release -> shown.put(
                            release.get("id").asText(), release.get("title").asText()));
            Map<String, String> live = new HashMap<>(then);
            live.values().removeIf(GONE::equals);
            assertEquals(live, shown, sighting.toString());
        } else if (!then.containsKey(id)) {
            assertEquals(404, answer.status(), sighting.toString());
        } else if (then.get(id).equals(GONE)) {
            assertEquals(410, answer.status(), sighting.toString());
        } else {
            assertEquals(then.get(id), sighting.shown().get("title").asText(), sighting.toString());
        }
    }
}

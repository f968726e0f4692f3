package org.communique.changefeed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.communique.support.Api;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.communique.value.Sha256;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random histories by up to eight writers at once: who replays the changes has what the list had, at every number. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(
        settings = {
            "communique.push.allow-private-targets=true",
            "communique.push.retry-schedule=" + ChangeHistoryTest.RETRIES
        })
class ChangeHistoryTest {
    /** Partners are told again soon. */
    static final String RETRIES =
            "0s,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms";

    private static final int HISTORIES = Integer.getInteger("test.histories.followed", 100);
    private static final int MOVES = 16;
    private static final int MOST_WRITERS = 8;
    private static final int AT_ONCE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void replayed_changes_and_webhooks_equal_the_list_at_every_number() throws Exception {
        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("%d histories; the seed is %d", HISTORIES, seed);
        ExecutorService histories = Executors.newFixedThreadPool(AT_ONCE);
        ExecutorService writers = Executors.newCachedThreadPool();
        Api api = new Api();
        List<Future<Integer>> running = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            String name = "h" + Long.toString(seed, 36) + "-" + i;
            Random random = new Random(seed + i);
            running.add(histories.submit(() -> history(api, writers, name, random)));
        }
        int compared = 0;
        try {
            for (Future<Integer> history : running) {
                compared += history.get(20, TimeUnit.MINUTES);
            }
        } finally {
            histories.shutdownNow();
            writers.shutdownNow();
        }
        Logger.getLogger(getClass()).infof("%d lists compared", compared);
        assertTrue(compared > HISTORIES * MOVES / 2, "lists were compared: " + compared);
    }

    private static int history(Api api, ExecutorService pool, String history, Random random) throws Exception {
        long start = begin(api, history);
        List<String> filters = Stream.generate(() -> RandomWriter.filter(history, random))
                .limit(3)
                .toList();
        List<UUID> releases =
                Stream.generate(UUID::randomUUID).limit(2 + random.nextInt(4)).toList();
        // What a list showed at a number, by filter.
        List<ConcurrentSkipListMap<Long, Map<String, Integer>>> lists = filters.stream()
                .map(filter -> new ConcurrentSkipListMap<Long, Map<String, Integer>>())
                .toList();
        UnreliablePartner partner = new UnreliablePartner(random.nextLong());
        String webhook = subscribe(api, partner, filters.get(0), start);
        int writers = 1 + random.nextInt(MOST_WRITERS);
        List<Future<Void>> running = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            Random own = new Random(random.nextLong());
            running.add(pool.submit((Callable<Void>) () -> {
                RandomWriter writer = new RandomWriter(api, history, releases, own);
                for (int i = 0; i < Math.max(1, MOVES / writers); i++) {
                    writer.move();
                    int picked = own.nextInt(filters.size());
                    note(api, filters.get(picked), lists.get(picked));
                }
                return null;
            }));
        }
        for (Future<Void> writer : running) {
            writer.get(120, TimeUnit.SECONDS);
        }
        int compared = 0;
        for (int i = 0; i < filters.size(); i++) {
            note(api, filters.get(i), lists.get(i));
            compared += compare(api, filters.get(i), start, lists.get(i), random);
        }
        told(api, webhook, partner, lists.get(0).lastEntry().getValue(), filters.get(0));
        return compared;
    }

    private static String subscribe(Api api, UnreliablePartner partner, String filter, long after) {
        Api.Answer answer = api.send(
                "POST",
                "/v1/subscriptions",
                "{\"url\":\"" + partner.url() + "\",\"filter\":\"" + filter + "\",\"after\":" + after + "}");
        assertEquals(201, answer.status(), answer.response().body());
        return "/v1/subscriptions/" + answer.json().get("id").asText();
    }

    /** What the partner made of the webhooks it took is what the list has. */
    private static void told(
            Api api, String webhook, UnreliablePartner partner, Map<String, Integer> list, String filter)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!partner.copy().equals(list) && Instant.now().isBefore(deadline)) {
            Thread.sleep(20);
        }
        assertEquals(
                list,
                partner.copy(),
                () -> "by webhook, with " + filter + ": "
                        + api.get(webhook).response().body());
        assertNull(partner.disorder(), "in order for each release");
        partner.close();
        // The service itself still writes down how the last delivery went.
        int deleted = 412;
        while (deleted == 412) {
            deleted = api.send(
                            "DELETE",
                            webhook,
                            null,
                            "If-Match",
                            api.get(webhook).header("ETag"))
                    .status();
        }
        assertEquals(204, deleted);
    }

    private static long begin(Api api, String history) {
        long start = api.get("/v1/meeting-series").sequence();
        assertEquals(
                201,
                api.send("PUT", "/v1/meeting-series/" + history, "{\"names\":{\"en\":\"Series\"}}")
                        .status());
        for (String field : RandomWriter.fields(history)) {
            assertEquals(
                    201,
                    api.send("PUT", "/v1/fields-of-work/" + field, "{\"names\":{\"en\":\"Field\"}}")
                            .status());
        }
        return start;
    }

    private static void note(Api api, String filter, Map<Long, Map<String, Integer>> lists) {
        Api.Answer answer = api.get("/v1/press-releases?limit=100&fields=id,revision&" + filter);
        Map<String, Integer> list = new HashMap<>();
        for (JsonNode release : answer.json().get("data")) {
            list.put(release.get("id").asText(), release.get("revision").asInt());
        }
        Map<String, Integer> other = lists.put(answer.sequence(), list);
        assertTrue(other == null || other.equals(list), "two lists at one number agree");
    }

    private static int compare(
            Api api, String filter, long start, Map<Long, Map<String, Integer>> lists, Random random) {
        Follower follower = new Follower(filter, start);
        follower.catchUp(api, random);
        lists.forEach((number, list) -> assertEquals(list, follower.at(number), filter + " at " + number));
        JsonNode digest = api.get("/v1/press-releases/digest?" + filter).json();
        Map<String, Integer> copy =
                new TreeMap<>(follower.at(digest.get("sequence").asLong()));
        StringBuilder lines = new StringBuilder();
        copy.forEach(
                (id, revision) -> lines.append(id).append(' ').append(revision).append('\n'));
        assertEquals(copy.size(), digest.get("count").asInt());
        assertEquals(
                HexFormat.of().formatHex(Sha256.of(lines.toString().getBytes(StandardCharsets.US_ASCII))),
                digest.get("hash").asText());
        return lists.size();
    }
}

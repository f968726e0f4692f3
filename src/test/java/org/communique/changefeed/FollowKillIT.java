package org.communique.changefeed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.communique.support.Api;
import org.communique.support.PackagedStore;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the service while writers write, one follows the changes and one is told by webhook: no event is lost or doubled. */
class FollowKillIT {
    private static final int KILLS = Integer.getInteger("test.kills", 2) * 5 / 2;
    private static final int WRITERS = 4;
    /** Before a kill, whatever the machine takes for them. */
    private static final int MOVES = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String HISTORY = "killed";
    private static final Map<String, String> SETTINGS = Map.of(
            "COMMUNIQUE_ACCESS_BOOTSTRAP_KEY",
            TestStore.KEY,
            "COMMUNIQUE_SAMPLE",
            "false",
            "COMMUNIQUE_PUSH_ALLOW_PRIVATE_TARGETS",
            "true",
            "COMMUNIQUE_PUSH_SECRET_KEY",
            Base64.getEncoder().encodeToString(new byte[32]),
            "COMMUNIQUE_PUSH_TIMEOUT",
            "2s",
            "COMMUNIQUE_PUSH_RETRY_SCHEDULE",
            "0s" + ",200ms".repeat(100));

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource
    void no_event_is_lost_or_doubled_by_a_kill(PackagedStore.Kind kind) throws Exception {
        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("%d kills on %s; the seed is %d", KILLS, kind, seed);
        Random random = new Random(seed);
        List<UUID> releases = Stream.generate(UUID::randomUUID).limit(20).toList();
        Follower everything = new Follower("", 0);
        Follower some = new Follower("country=KZ&status=published", 0);
        try (PackagedStore store = PackagedStore.open(kind);
                UnreliablePartner partner = new UnreliablePartner(seed)) {
            try (Service service = store.start(data, SETTINGS)) {
                begin(new Api(), partner);
            }
            for (int kill = 0; kill < KILLS; kill++) {
                try (Service service = store.start(data, SETTINGS)) {
                    writeUntilKilled(service, releases, random, everything, some);
                }
            }
            try (Service service = store.start(data, SETTINGS)) {
                Api api = new Api();
                everything.catchUp(api, random);
                some.catchUp(api, random);
                compare(api, everything, "");
                compare(api, some, "country=KZ&status=published");
                awaitAll(everything, partner, api);
            }
            Logger.getLogger(getClass())
                    .infof("%d events on %s", everything.events().size(), kind);
            assertTrue(everything.events().size() > 3 * KILLS, "something was written between the kills");
            assertEquals(everything.copy(), partner.copy());
            assertNull(partner.disorder(), "in order for each release");
        }
    }

    private static void begin(Api api, UnreliablePartner partner) {
        for (String country : List.of("KZ", "FI", "CH")) {
            assertEquals(
                    201,
                    api.send("PUT", "/v1/countries/" + country, "{\"names\":{}}")
                            .status());
        }
        api.send("PUT", "/v1/meeting-series/" + HISTORY, "{\"names\":{\"en\":\"Killed\"}}");
        for (String field : RandomWriter.fields(HISTORY)) {
            api.send("PUT", "/v1/fields-of-work/" + field, "{\"names\":{\"en\":\"Killed\"}}");
        }
        Api.Answer subscribed = api.send(
                "POST", "/v1/subscriptions", "{\"url\":\"" + partner.url() + "\",\"filter\":\"\",\"after\":0}");
        assertEquals(201, subscribed.status(), subscribed.response().body());
    }

    private static void writeUntilKilled(
            Service service, List<UUID> releases, Random random, Follower everything, Follower some)
            throws InterruptedException {
        AtomicBoolean killed = new AtomicBoolean();
        Semaphore moves = new Semaphore(0);
        List<Thread> writers = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        Api api = new Api();
        for (int i = 0; i < WRITERS; i++) {
            RandomWriter writer = new RandomWriter(api, HISTORY, releases, new Random(random.nextLong()));
            Thread thread = new Thread(() -> write(writer, moves, killed, failures));
            thread.start();
            writers.add(thread);
        }
        // A follower is killed no less than a writer: it goes on from where it was.
        everything.catchUp(api, random);
        assertTrue(moves.tryAcquire(MOVES, 60, TimeUnit.SECONDS), "the writers write before the kill");
        Thread.sleep(random.nextInt(800));
        some.catchUp(api, random);
        killed.set(true);
        service.kill();
        for (Thread writer : writers) {
            writer.join(TimeUnit.SECONDS.toMillis(70));
        }
        assertEquals(List.of(), failures);
    }

    private static void write(RandomWriter writer, Semaphore moves, AtomicBoolean killed, List<Throwable> failures) {
        try {
            while (true) {
                writer.move();
                moves.release();
            }
        } catch (UncheckedIOException connectionLost) {
            if (!killed.get()) {
                failures.add(connectionLost);
            }
        } catch (Throwable wrong) {
            failures.add(wrong);
        }
    }

    private static void compare(Api api, Follower follower, String filter) {
        Map<String, Integer> list = new HashMap<>();
        String next = "/v1/press-releases?limit=100&fields=id,revision&" + filter;
        while (next != null) {
            JsonNode page = api.get(next).json();
            page.get("data")
                    .forEach(release -> list.put(
                            release.get("id").asText(), release.get("revision").asInt()));
            next = page.at("/links/next").isMissingNode()
                    ? null
                    : page.at("/links/next").asText();
        }
        assertEquals(list, follower.copy(), filter);
    }

    /** Every event of the feed has come to the partner, and none besides. */
    private static void awaitAll(Follower everything, UnreliablePartner partner, Api api) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!partner.taken().equals(everything.events()) && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
        }
        assertEquals(
                everything.events().size(),
                partner.taken().size(),
                () -> api.get("/v1/subscriptions").response().body());
        assertEquals(everything.events(), partner.taken());
    }
}

package org.communique.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.communique.changefeed.Follower;
import org.communique.changefeed.RandomWriter;
import org.communique.changefeed.UnreliablePartner;
import org.communique.support.Api;
import org.communique.support.PackagedStore;
import org.communique.support.Service;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All at once: load, kills, a full disk, a store that is away, a clock that steps, slow clients. Then all is equal. */
@Tag("full")
class ChaosIT {
    private static final Logger LOG = Logger.getLogger(ChaosIT.class);
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("test.chaos", 150));
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String HISTORY = "chaos";
    private static final String FILTER = "country=KZ&status=published";
    private static final int LOOKS = 6;
    private static final long MEGABYTE = 1_048_576;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void afterwards_store_index_bitmaps_digest_and_mirrors_are_equal(PackagedStore.Kind kind) throws Exception {
        long seed = Long.getLong("test.seed", System.nanoTime());
        LOG.infof("%d s on %s; the seed is %d", LENGTH.toSeconds(), kind, seed);
        Random random = new Random(seed);
        Follower everything = new Follower("", 0);
        Follower some = new Follower(FILTER, 0);
        try (Site site = new Site(kind, folder);
                UnreliablePartner partner = new UnreliablePartner(seed)) {
            begin(partner);
            Load load = new Load(site, HISTORY, random, everything, some);
            Weather weather = new Weather(site, kind, random);
            try (load;
                    Crowd crowd = new Crowd(site)) {
                try (weather) {
                    Thread.sleep(LENGTH.toMillis());
                }
                LOG.infof("%s on %s: %s", weather.counts(), kind, load);
                // Nothing is wrong any more, and all goes on.
                Thread.sleep(2_000);
            }
            assertEquals(List.of(), weather.failures());
            assertEquals(List.of(), load.wrong());
            awaitEnd(everything, random);
            awaitEnd(some, random);
            check(load, everything, some, partner);
            checkMemory(site);
            check(load, everything, some, partner);
        }
    }

    private static void begin(UnreliablePartner partner) {
        Api api = new Api();
        for (String country : List.of("KZ", "FI", "CH")) {
            api.send("PUT", "/v1/countries/" + country, "{\"names\":{}}");
        }
        api.send("PUT", "/v1/meeting-series/" + HISTORY, "{\"names\":{\"en\":\"Chaos\"}}");
        for (String field : RandomWriter.fields(HISTORY)) {
            api.send("PUT", "/v1/fields-of-work/" + field, "{\"names\":{\"en\":\"Chaos\"}}");
        }
        Api.Answer subscribed = api.send(
                "POST", "/v1/subscriptions", "{\"url\":\"" + partner.url() + "\",\"filter\":\"\",\"after\":0}");
        assertEquals(201, subscribed.status(), subscribed.response().body());
    }

    private static void check(Load load, Follower everything, Follower some, UnreliablePartner partner)
            throws InterruptedException {
        Equality equality = new Equality();
        assertEquals("", missed(everything), "what was told and is not, or other");
        assertEquals(equality.revisions(), everything.copy(), "the mirror");
        equality.checkLists(HISTORY);
        equality.checkIndex();
        equality.checkAcknowledged(load.titles(), load.retracted());
        long sequence = new Api()
                .get("/v1/press-releases/digest")
                .json()
                .get("sequence")
                .asLong();
        assertEquals(sequence, everything.events().size(), "no number is skipped, and none comes twice");
        awaitAll(everything, partner);
        assertEquals(everything.copy(), partner.copy(), "the partner's copy");
        assertNull(partner.disorder(), "in order for each release");
        assertTrue(everything.copy().keySet().containsAll(some.copy().keySet()));
    }

    /** What a follower was told that one who begins now is not told, and the reverse. */
    private static String missed(Follower follower) {
        Follower fresh = new Follower("", 0);
        fresh.catchUp(new Api(), new Random());
        StringBuilder missed = new StringBuilder();
        SortedSet<Long> numbers = new TreeSet<>(follower.told().keySet());
        numbers.addAll(fresh.told().keySet());
        for (long number : numbers) {
            String then = follower.told().get(number);
            String now = fresh.told().get(number);
            if (!Objects.equals(then, now)) {
                missed.append(number)
                        .append(": ")
                        .append(then)
                        .append("; now: ")
                        .append(now)
                        .append('\n');
            }
        }
        return missed.toString();
    }

    private static void awaitEnd(Follower follower, Random random) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!follower.catchUp(new Api(), random)) {
            assertTrue(System.nanoTime() < end, "the changes are readable again");
            Thread.sleep(500);
        }
    }

    private static void awaitAll(Follower everything, UnreliablePartner partner) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!partner.taken().equals(everything.events()) && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        assertEquals(
                everything.events().size(),
                partner.taken().size(),
                () -> new Api().get("/v1/subscriptions").response().body());
        assertEquals(everything.events(), partner.taken());
    }

    /** What the service holds after all of it is what one holds that has just started. */
    private static void checkMemory(Site site) throws Exception {
        long used = heap(site.service());
        String largest = site.service().largest();
        long files = site.service().openFiles();
        site.kill();
        new Equality().checkLists(HISTORY);
        long fresh = heap(site.service());
        LOG.infof(
                "live heap %d MB, of a new start %d MB; open files %d, then %d",
                used / MEGABYTE, fresh / MEGABYTE, files, site.service().openFiles());
        assertTrue(used - fresh < 32 * MEGABYTE, "the heap grew by " + (used - fresh) + "\n" + largest);
        assertTrue(files - site.service().openFiles() < 50, files + " files are open");
    }

    /** Bytes in use after everything that is not used was collected: the least of some seconds, for work goes on. */
    private static long heap(Service service) throws Exception {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < LOOKS; i++) {
            service.collectGarbage();
            least = Math.min(least, used());
            Thread.sleep(2_000);
        }
        return least;
    }

    private static long used() {
        return new Api()
                .get("/q/metrics")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}

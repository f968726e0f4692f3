package org.communique.representation.syndication;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random histories under feeds of small documents: a reader that polls misses nothing that is announced, and one that walks
 * the archives has the list.
 */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(
        sample = false,
        settings = {"communique.feed.entries=7", "communique.feed.size=40000"})
class FeedChainTest {
    private static final int ENTRIES = 7;
    private static final int SIZE = 40_000;
    private static final int STEPS = 4;
    private static final List<String> FORMATS = List.of(".atom", ".rss", ".jsonfeed");
    private static final List<String> FILTERS = List.of(
            "",
            "country=AD",
            "country.not=AD&status=published",
            "fieldOfWork=kept",
            "lang=fr",
            "from=2045-02-10&to=2045-03-20");
    private static final String SEARCH = "q=told&country.not=AD";

    private final Random random = new Random();
    private final List<String> ids = new ArrayList<>();
    private final Set<String> retracted = new HashSet<>();
    /** Those whose last change is not announced. */
    private final Set<String> silent = new HashSet<>();

    private Instant now = Instant.parse("2045-03-28T12:00:00Z");

    @Inject
    TestClock clock;

    @BeforeEach
    void clockStands() {
        clock.stopAt(now);
    }

    @AfterEach
    void clockGoesOn() {
        clock.go();
    }

    /** What a reader of one address holds. */
    private record Poller(String address, Map<String, String> held) {
        static Poller of(String format, String filter) {
            return new Poller("/v1/press-releases" + format + (filter.isEmpty() ? "" : "?" + filter), new HashMap<>());
        }

        String filter() {
            return address.replaceAll("^[^?]*\\??", "");
        }

        /** Takes over the list as it is. */
        void takeAll() {
            held.clear();
            held.putAll(list(filter()));
        }

        /** Takes what the document to poll tells of, with its pages. */
        void poll() {
            List<FeedDoc> news = FeedDoc.walk(address, "next");
            int told = news.stream()
                    .mapToInt(page -> page.entries().size() + page.removed().size())
                    .sum();
            assertTrue(told <= ENTRIES, address + " tells of " + told);
            for (FeedDoc page : news) {
                held.putAll(page.entries());
                held.keySet().removeAll(page.removed());
            }
        }
    }

    private static Map<String, String> list(String filter) {
        Map<String, String> all = new HashMap<>();
        String next = "/v1/press-releases?limit=100&fields=id,updatedAt" + (filter.isEmpty() ? "" : "&" + filter);
        while (next != null) {
            JsonPath page = given().urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            page.<Map<String, String>>getList("data").forEach(one -> all.put(one.get("id"), one.get("updatedAt")));
            next = page.getString("links.next");
        }
        return all;
    }

    private String line(String id) {
        if (retracted.contains(id)) {
            return "{\"record\":\"press-release\",\"id\":\"" + id
                    + "\",\"status\":\"retracted\",\"retraction\":{\"reason\":\"Wrong\"}}";
        }
        boolean huge = random.nextInt(12) == 0;
        String text = "{\"title\":\"T" + random.nextInt(1_000_000) + "\",\"body\":{\"text\":\"Told "
                + "<&> ".repeat(huge ? 6_000 : random.nextInt(600)) + "\"}}";
        return "{\"record\":\"press-release\",\"id\":\"" + id + "\",\"originalLanguage\":\"en\",\"date\":\""
                + LocalDate.of(2045, 4, 5).minusDays(random.nextInt(4) == 0 ? random.nextInt(700) : random.nextInt(60))
                + "\",\"texts\":{\"en\":" + text + (random.nextBoolean() ? ",\"fr\":" + text : "") + "},\"countries\":["
                + (random.nextBoolean() ? "\"AD\"" : "") + "],\"fieldsOfWork\":["
                + List.of("", "\"kept\"", "\"other\"").get(random.nextInt(3)) + "]"
                + (random.nextInt(4) == 0 ? ",\"status\":\"withdrawn\",\"withdrawal\":{\"reason\":\"Old\"}" : "") + "}";
    }

    /** Changes some releases, one time in three without announcing it. */
    private void change(int some) {
        now = now.plus(random.nextInt(60), ChronoUnit.MINUTES);
        clock.stopAt(now);
        Set<String> chosen = new HashSet<>();
        while (chosen.size() < some) {
            boolean added = ids.size() < 12 || random.nextInt(3) == 0;
            String id = added ? UUID.randomUUID().toString() : ids.get(random.nextInt(ids.size()));
            if (retracted.contains(id)) {
                continue;
            }
            if (added) {
                ids.add(id);
            } else if (random.nextInt(8) == 0) {
                retracted.add(id);
            }
            chosen.add(id);
        }
        boolean announced = random.nextInt(3) > 0;
        String[] lines = chosen.stream().map(this::line).toArray(String[]::new);
        assertEquals(
                List.of(),
                Archives.importingWith("announce=" + announced, lines).getList("faults"));
        if (announced) {
            silent.removeAll(chosen);
        } else {
            silent.addAll(chosen);
        }
    }

    @Test
    void whoever_polls_or_walks_has_the_list() {
        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("The history's seed is %d", seed);
        random.setSeed(seed);
        Archives.importing(
                "{\"record\":\"country\",\"code\":\"AD\",\"names\":{}}",
                "{\"record\":\"field-of-work\",\"code\":\"kept\",\"names\":{\"en\":\"Kept\"}}",
                "{\"record\":\"field-of-work\",\"code\":\"other\",\"names\":{\"en\":\"Other\"}}");
        change(25);
        List<Poller> pollers = FORMATS.stream()
                .flatMap(format -> FILTERS.stream().map(filter -> Poller.of(format, filter)))
                .toList();
        pollers.forEach(Poller::takeAll);
        for (int step = 0; step < STEPS; step++) {
            String at = "seed " + seed + ", step " + step;
            if (step == STEPS / 2) {
                Desk.chief()
                        .json()
                        .body("{\"into\":\"kept\"}")
                        .post("/v1/fields-of-work/other/merge")
                        .then()
                        .statusCode(200);
                // Too many at once for readers that poll.
                pollers.forEach(Poller::takeAll);
                silent.clear();
            }
            change(1 + random.nextInt(5));
            pollers.forEach(Poller::poll);
            pollers.forEach(poller -> compare(poller, at));
            walk(pollers.get(random.nextInt(pollers.size())));
        }
        for (int i = 0; i < FILTERS.size(); i++) {
            walk(pollers.get(random.nextInt(FORMATS.size()) * FILTERS.size() + i));
        }
        walk(Poller.of(FORMATS.get(random.nextInt(FORMATS.size())), SEARCH));
    }

    /** All that is announced is as in the list; what is not, a reader that polls need not have. */
    private void compare(Poller poller, String at) {
        Map<String, String> expected = list(poller.filter());
        Map<String, String> held = new HashMap<>(poller.held());
        boolean removalsTold = !poller.address().contains(".rss");
        held.keySet().removeIf(id -> !expected.containsKey(id) && !removalsTold);
        held.keySet().removeIf(id -> silent.contains(id) && expected.containsKey(id));
        expected.keySet().removeAll(silent);
        assertEquals(expected, held, poller.address() + ", " + at);
    }

    /** Reads the whole chain in every way there is. */
    private void walk(Poller poller) {
        Map<String, String> expected = list(poller.filter());
        List<FeedDoc> chain = FeedDoc.walk(poller.address(), "prev-archive");
        List<FeedDoc> archives = chain.subList(1, chain.size());
        assertEquals(expected, FeedDoc.once(archives), poller.address());
        for (FeedDoc document : chain) {
            int entries = document.entries().size() + document.removed().size();
            assertTrue(entries <= ENTRIES && (entries == 1 || document.size() <= SIZE), document.toString());
        }
        for (FeedDoc archive : archives) {
            assertEquals(chain.get(0).link("self"), archive.link("current"));
        }
        if (!archives.isEmpty()) {
            FeedDoc oldest = archives.get(archives.size() - 1);
            Map<String, String> forward = new HashMap<>();
            FeedDoc.walk(oldest.link("self"), "next-archive").forEach(archive -> forward.putAll(archive.entries()));
            assertEquals(expected, forward, "forward, " + poller.address());
        }
        String[] simple = poller.address().contains(".jsonfeed")
                ? new String[] {"next_url"}
                : new String[] {"next", "prev-archive"};
        Map<String, String> all = new HashMap<>();
        FeedDoc.walk(poller.address(), simple).forEach(document -> all.putAll(document.entries()));
        assertEquals(expected, all, String.join(" else ", simple) + ", " + poller.address());
    }
}

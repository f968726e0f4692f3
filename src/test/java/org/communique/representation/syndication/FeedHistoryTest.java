package org.communique.representation.syndication;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Years of a feed, seen by a reader that polls one address, and by one that was away and walks the archives. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class FeedHistoryTest {
    private static final Path REAL = Path.of(System.getProperty("test.archive", "none"));
    private static final String GENERATED = "country=AD";
    private static final int RELEASES = 300;

    private static Instant now = Instant.parse("2045-01-15T12:00:00Z");

    @Inject
    TestClock clock;

    @BeforeEach
    void clockStands() {
        later(1);
    }

    @AfterEach
    void clockGoesOn() {
        clock.go();
    }

    private void later(int days) {
        now = now.plus(days, ChronoUnit.DAYS);
        clock.stopAt(now);
    }

    private static String release(UUID id, LocalDate day, String more) {
        return "{\"record\":\"press-release\",\"id\":\"" + id + "\",\"originalLanguage\":\"en\",\"date\":\"" + day
                + "\",\"texts\":{\"en\":{\"title\":\"Release of " + day
                + "\",\"body\":{\"text\":\"Told.\"}}}" + more + "}";
    }

    /** Every document from the newest on, each read once. */
    private static List<Document> chain(String address) {
        List<Document> documents = new ArrayList<>();
        for (String next = address; next != null; ) {
            Document document = Documents.xml(next);
            assertEquals(Documents.local(Documents.link(document, "self")), Documents.local(next));
            documents.add(document);
            next = Documents.link(document, "prev-archive");
        }
        return documents;
    }

    private static List<String> ids(List<Document> documents) {
        return documents.stream()
                .flatMap(document -> Documents.all(document, "/a:feed/a:entry/a:id").stream())
                .map(id -> id.substring("urn:uuid:".length()))
                .sorted()
                .toList();
    }

    @Test
    void the_chain_walked_backwards_yields_every_release_once() {
        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("The releases' seed is %d", seed);
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(List.of("{\"record\":\"country\",\"code\":\"AD\",\"names\":{}}"));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < RELEASES; i++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            // Some months have many, some have none, and the last few are in a month that is not closed.
            LocalDate day = i < 5
                    ? LocalDate.of(2060, 1, 1 + i)
                    : LocalDate.of(1995, 1, 1).plusDays(random.nextInt(i % 3 == 0 ? 60 : 5_000));
            expected.add(id.toString());
            lines.add(release(id, day, ",\"countries\":[\"AD\"]"));
        }
        assertEquals(List.of(), Archives.importing(lines.toArray(String[]::new)).getList("faults"));
        later(200);

        String bare = "/v1/press-releases.atom?" + GENERATED;
        List<Document> chain = chain(bare);
        assertEquals(expected.stream().sorted().toList(), ids(chain));
        assertEquals(0, ids(chain.subList(0, 1)).size(), "nothing has changed for so long");
        assertNull(Documents.one(chain.get(0), "/a:feed/fh:archive"));
        assertEquals(5, ids(chain.subList(1, 2)).size(), "the month that is not over");
        assertNull(Documents.one(chain.get(1), "/a:feed/fh:archive"));
        for (int i = 1; i < chain.size(); i++) {
            assertEquals(i == 1 ? null : "", Documents.one(chain.get(i), "/a:feed/fh:archive"));
            assertEquals(Documents.link(chain.get(0), "self"), Documents.link(chain.get(i), "current"));
            assertEquals(Documents.one(chain.get(0), "/a:feed/a:id"), Documents.one(chain.get(i), "/a:feed/a:id"));
            assertEquals(
                    i == 1 ? null : Documents.link(chain.get(i - 1), "self"),
                    Documents.link(chain.get(i), "next-archive"));
            assertFalse(ids(chain.subList(i, i + 1)).isEmpty(), "no empty document on the way");
        }
        assertEquals(ids(chain), walkedByJsonFeed("/v1/press-releases.jsonfeed?" + GENERATED));
    }

    private static List<String> walkedByJsonFeed(String address) {
        List<String> ids = new ArrayList<>();
        for (String next = address; next != null; ) {
            var feed = Documents.json(next);
            feed.get("items").forEach(item -> ids.add(item.get("id").asText().substring("urn:uuid:".length())));
            next = feed.path("next_url").asText(null);
        }
        return ids.stream().sorted().toList();
    }

    @Test
    void a_reader_of_one_address_hears_of_the_retraction_of_a_release_of_ten_years_ago() {
        UUID id = UUID.randomUUID();
        UUID kept = UUID.randomUUID();
        Archives.importing(
                "{\"record\":\"country\",\"code\":\"SM\",\"names\":{}}",
                release(id, LocalDate.of(2035, 2, 3), ",\"countries\":[\"SM\"]"),
                release(kept, LocalDate.of(2035, 2, 4), ",\"countries\":[\"SM\"]"));
        later(200);
        String bare = "/v1/press-releases.atom?country=SM";
        Document before = Documents.xml(bare);
        assertEquals(List.of(), Documents.all(before, "//a:entry/a:id"));
        assertTrue(ids(chain(bare)).contains(id.toString()));

        Desk.chief()
                .verb(id.toString(), "retract", "{\"reason\":\"It <never> was true\"}")
                .statusCode(200);
        Document after = Documents.xml(bare);
        assertEquals(List.of("urn:uuid:" + id), Documents.all(after, "/a:feed/at:deleted-entry/@ref"));
        assertEquals(List.of("It <never> was true"), Documents.all(after, "/a:feed/at:deleted-entry/at:comment"));
        assertEquals(Documents.one(after, "/a:feed/at:deleted-entry/@when"), Documents.one(after, "/a:feed/a:updated"));
        assertEquals("", Grammars.faultsOfAtom(Documents.bytes(bare)));
        assertEquals(List.of(kept.toString()), ids(chain(bare)), "it is in no document but as a tombstone");
        var json = Documents.json("/v1/press-releases.jsonfeed?country=SM");
        assertEquals("urn:uuid:" + id, json.at("/_communique/tombstones/0/id").asText());
        assertEquals(
                "It <never> was true",
                json.at("/_communique/tombstones/0/reason").asText());
        assertEquals(0, json.get("items").size());
        assertFalse(new String(Documents.bytes("/v1/press-releases.rss?country=SM")).contains(id.toString()));
        assertEquals(
                List.of(),
                Documents.all(Documents.xml("/v1/press-releases.atom"), "//a:entry[contains(a:id,'" + id + "')]"));

        later(100);
        Document long_after = Documents.xml(bare);
        assertEquals(List.of(), Documents.all(long_after, "/a:feed/at:deleted-entry/@ref"));
        assertTrue(
                Instant.parse(Documents.one(long_after, "/a:feed/a:updated"))
                                .compareTo(Instant.parse(Documents.one(after, "/a:feed/a:updated")))
                        >= 0,
                "updated never goes back");
    }

    @Test
    void the_changes_of_a_release_move_it_up_and_out_of_the_view() {
        UUID id = UUID.randomUUID();
        Archives.importing(
                "{\"record\":\"country\",\"code\":\"MC\",\"names\":{}}",
                "{\"record\":\"country\",\"code\":\"VA\",\"names\":{}}",
                release(id, LocalDate.of(2035, 2, 3), ",\"countries\":[\"MC\"]"));
        String first = Documents.one(Documents.xml("/v1/press-releases.atom?country=MC"), "//a:entry/a:updated");
        later(1);
        Desk.chief()
                .verb(id.toString(), "withdraw", "{\"reason\":\"Wrong & old\"}")
                .statusCode(200);
        Document feed = Documents.xml("/v1/press-releases.atom?country=MC");
        assertTrue(Documents.one(feed, "//a:entry/a:updated").compareTo(first) > 0);
        assertEquals("Withdrawn: Release of 2035-02-03", Documents.one(feed, "//a:entry/a:title"));
        assertTrue(Documents.one(feed, "//a:entry/a:content").startsWith("<p>Withdrawn: Wrong &amp; old</p><p>Told."));
        Document standing = Documents.xml("/v1/press-releases.atom?country=MC&status=published");
        assertEquals(List.of("urn:uuid:" + id), Documents.all(standing, "//at:deleted-entry/@ref"));
        assertEquals(List.of(), Documents.all(standing, "//a:entry"));
        later(1);
        Archives.importing(release(id, LocalDate.of(2035, 2, 3), ",\"countries\":[\"VA\"]"));
        assertEquals(
                List.of("urn:uuid:" + id),
                Documents.all(Documents.xml("/v1/press-releases.atom?country=MC"), "//at:deleted-entry/@ref"));
        assertEquals(
                List.of("urn:uuid:" + id),
                Documents.all(Documents.xml("/v1/press-releases.atom?country=VA"), "//a:entry/a:id"));
    }

    @Test
    void an_embargoed_release_is_in_no_document() {
        Desk desk = Desk.chief();
        String id = desk.draft(
                "{\"originalLanguage\":\"en\",\"date\":\"2040-03-04\",\"texts\":{\"en\":{\"title\":\"Held back\",\"body\":{\"text\":\"Held.\"}}}}");
        desk.verb(id, "schedule", "{\"publishAt\":\"2099-01-01T10:00:00Z\",\"embargoed\":true}")
                .statusCode(200);
        List<String> addresses = new ArrayList<>(List.of("/sitemap.xml"));
        addresses.addAll(Documents.all(Documents.xml("/sitemap.xml"), "//s:loc"));
        for (String format : List.of(".atom", ".rss", ".jsonfeed")) {
            addresses.add("/v1/press-releases" + format);
            addresses.add("/v1/press-releases" + format + "?limit=100");
            addresses.add("/v1/press-releases" + format + "?archive=2040-03");
        }
        for (String address : addresses) {
            String text = new String(Documents.bytes(address));
            assertFalse(text.contains(id) || text.contains("Held back") || text.contains("held-back"), address);
        }
        given().get("/sitemap-2099-1.xml").then().statusCode(404);
    }

    @Test
    void the_chain_of_a_real_archive_yields_each_of_its_3_000_releases_once() throws Exception {
        Assumptions.assumeTrue(Files.exists(REAL), "SKIPPED: there is no archive at " + REAL);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(REAL))) {
            assertEquals(List.of(), Archives.importing(in.readAllBytes()).getList("faults"));
        }
        later(200);
        String own = "from=2016-03-07&to=2018-04-13";
        List<String> found = ids(chain("/v1/press-releases.atom?" + own));
        List<String> expected = new ArrayList<>();
        for (String next = "/v1/press-releases?limit=100&fields=id&" + own; next != null; ) {
            var page = given().urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            expected.addAll(page.getList("data.id"));
            next = page.getString("links.next");
        }
        assertEquals(3_000, expected.size());
        assertEquals(expected.stream().sorted().toList(), found);
    }
}

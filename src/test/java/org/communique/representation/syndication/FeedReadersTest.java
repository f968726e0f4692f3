package org.communique.representation.syndication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.apptasticsoftware.rssreader.Item;
import com.apptasticsoftware.rssreader.RssReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.SyndFeedInput;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.communique.support.FreshStore;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers that are not ours make of the feeds, and what the grammars say. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(
        sample = false,
        settings = {FeedCast.ADDRESS, FeedCast.PUBLISHER, FeedCast.PUBLISHER_URL, FeedCast.RIGHTS, FeedCast.LICENSE})
class FeedReadersTest {
    private static final String FEED = "/v1/press-releases";

    @Inject
    TestClock clock;

    /** An item as any reader knows it. */
    private record Read(String id, String title, String link, Instant published, String body) {}

    @BeforeEach
    void theCastIsInAndTheClockStands() {
        clock.stopAt(FeedCast.NOW);
        FeedCast.bringIn();
    }

    @AfterEach
    void clockGoesOn() {
        clock.go();
    }

    private static SyndFeed rome(String address) throws Exception {
        return new SyndFeedInput()
                .build(new InputStreamReader(
                        new ByteArrayInputStream(Documents.bytes(address)), StandardCharsets.UTF_8));
    }

    private static List<Read> byRome(String address) throws Exception {
        List<Read> items = new ArrayList<>();
        for (SyndEntry entry : rome(address).getEntries()) {
            items.add(new Read(
                    entry.getUri(),
                    entry.getTitle(),
                    entry.getLink(),
                    entry.getPublishedDate().toInstant(),
                    entry.getContents().get(0).getValue()));
        }
        return items;
    }

    private static List<Read> byRssReader(String address) {
        return new RssReader()
                .read(new ByteArrayInputStream(Documents.bytes(address)))
                .map(item -> new Read(
                        item.getGuid().orElse(null),
                        item.getTitle().orElse(null),
                        item.getLink().orElse(null),
                        item.getPubDateZonedDateTime().orElseThrow().toInstant(),
                        item.getContent().orElse(null)))
                .toList();
    }

    private static List<Read> byJackson(String address) {
        List<Read> items = new ArrayList<>();
        for (JsonNode item : Documents.json(address).get("items")) {
            items.add(new Read(
                    item.get("id").asText(),
                    item.get("title").asText(),
                    item.get("url").asText(),
                    Instant.parse(item.get("date_published").asText()),
                    item.get("content_html").asText()));
        }
        return items;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?limit=3",
                "?limit=2&page=2",
                "?lang=ru",
                "?sort=title",
                "?fieldOfWork=policing&archive=2040-04",
                "?country=LK"
            })
    void two_readers_and_three_formats_come_to_the_same_items(String query) throws Exception {
        List<Read> expected = byRome(FEED + ".atom" + query);
        assertFalse(expected.isEmpty());
        assertEquals(expected, byRssReader(FEED + ".atom" + query));
        assertEquals(expected, byRome(FEED + ".rss" + query));
        assertEquals(expected, byRssReader(FEED + ".rss" + query));
        assertEquals(expected, byJackson(FEED + ".jsonfeed" + query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?limit=2&page=2", "?lang=ru", "?archive=2040-04", "?archive=1999-12", "?country=LK"})
    void atom_is_valid_by_its_grammar(String query) {
        assertEquals("", Grammars.faultsOfAtom(Documents.bytes(FEED + ".atom" + query)));
    }

    @Test
    void the_grammars_find_what_is_wrong() {
        byte[] wrong = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>No id</title></feed>".getBytes();
        assertTrue(Grammars.faultsOfAtom(wrong).contains("id"), Grammars.faultsOfAtom(wrong));
        byte[] relative = ("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>a:b</id><title>x</title>"
                        + "<updated>2010-07-08T12:00:00Z</updated><link href=\"/relative\"/></feed>")
                .getBytes();
        assertTrue(Grammars.faultsOfAtom(relative).contains("href"), Grammars.faultsOfAtom(relative));
        byte[] empty = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url/></urlset>".getBytes();
        assertTrue(Grammars.faultsOfSitemap(empty).contains("loc"), Grammars.faultsOfSitemap(empty));
    }

    @Test
    void a_title_with_all_that_can_go_wrong_arrives_as_it_was() throws Exception {
        for (String format : List.of(".atom", ".rss")) {
            SyndEntry entry =
                    rome(FEED + format + "?meeting=review").getEntries().get(0);
            assertEquals(FeedCast.HARD_TITLE, entry.getTitle());
            assertEquals(
                    List.of("Court", "Secretariat"),
                    format.equals(".atom")
                            ? entry.getAuthors().stream()
                                    .map(SyndPerson::getName)
                                    .toList()
                            : ((DCModule) entry.getModule(DCModule.URI)).getCreators());
            assertEquals(
                    List.of(
                            "https://press.example.org/v1/fields-of-work",
                            "https://press.example.org/v1/countries",
                            "https://press.example.org/v1/meeting-series"),
                    entry.getCategories().stream()
                            .map(SyndCategory::getTaxonomyUri)
                            .toList());
            assertEquals(
                    "https://www.example.org/a.pdf",
                    entry.getEnclosures().get(0).getUrl());
            assertEquals(1234, entry.getEnclosures().get(0).getLength());
        }
        Item item = new RssReader()
                .read(new ByteArrayInputStream(Documents.bytes(FEED + ".rss?meeting=review")))
                .toList()
                .get(0);
        assertEquals(FeedCast.HARD_TITLE, item.getTitle().orElseThrow());
        assertEquals(
                "Less &lt; more &amp; &quot;so on&quot;", item.getDescription().orElseThrow());
        assertEquals(List.of("Policing & borders", "Kazakhstan", "Review Conferences"), item.getCategories());
        assertEquals(1234, item.getEnclosure().orElseThrow().getLength().orElseThrow());
    }

    @Test
    void no_address_in_a_body_is_relative() throws Exception {
        String page = "https://www.example.org/en/news/hard?ref=feed&amp;id=" + FeedCast.ENCLOSED;
        String body = byRome(FEED + ".rss?meeting=review").get(0).body();
        assertTrue(body.contains("href=\"https://www.example.org/files/a.pdf?x=1&amp;y=2\""), body);
        assertTrue(body.contains("href=\"" + page + "#part\""), body);
        assertTrue(body.contains("href=\"https://cdn.example.org/b\""), body);
        assertTrue(body.contains("href=\"https://other.example.org/\""), body);
        assertTrue(
                body.contains("href=\"mailto:press&#64;example.org\"")
                        || body.contains("href=\"mailto:press@example.org\""),
                body);
        assertTrue(body.contains("src=\"https://www.example.org/en/news/img/1.png\""), body);
        assertTrue(body.contains("cite=\"https://www.example.org/en/speech\""), body);
    }

    @Test
    void a_text_of_170_kilobytes_arrives_whole() throws Exception {
        String expected = FeedCast.LONG_TEXT;
        for (String format : List.of(".atom", ".rss")) {
            String body = byRome(FEED + format + "?country=LK").get(0).body();
            assertTrue(body.getBytes(StandardCharsets.UTF_8).length > 170_000);
            assertEquals(expected, org.jsoup.Jsoup.parseBodyFragment(body).text());
        }
    }

    @Test
    void text_from_right_to_left_says_so() throws Exception {
        Read arabic = byRome(FEED + ".atom?lang=ar").get(0);
        assertEquals("بيان صحفي: \"السلام\"", arabic.title());
        assertEquals("<div dir=\"rtl\" lang=\"ar\"><p>نص البيان.</p></div>", arabic.body());
        assertEquals("ar", rome(FEED + ".rss?lang=ar").getLanguage());
        assertNull(rome(FEED + ".rss").getLanguage());
    }
}

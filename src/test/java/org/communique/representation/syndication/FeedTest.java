package org.communique.representation.syndication;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.communique.representation.format.Format;
import org.communique.support.Archives;
import org.communique.support.FreshStore;
import org.communique.support.Newsroom;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class FeedTest {
    private static final String FEED = "/v1/press-releases";

    @ParameterizedTest
    @ValueSource(strings = {".atom", ".rss", ".jsonfeed"})
    void a_validator_answers_304_until_the_feed_changes(String format) {
        String address = FEED + format + "?country=FI&archive=1999-01";
        Response first = given().get(address);
        given().header("If-None-Match", first.header("ETag"))
                .get(address)
                .then()
                .statusCode(304)
                .header("ETag", first.header("ETag"));
        String bare = FEED + format + "?country=FI";
        String before = given().get(bare).header("ETag");
        Archives.importing(
                "{\"record\":\"press-release\",\"id\":\"" + java.util.UUID.randomUUID()
                        + "\",\"originalLanguage\":\"en\",\"date\":\"2040-01-01\",\"texts\":{\"en\":{\"title\":\"New\",\"body\":{\"text\":\"New.\"}}},\"countries\":[\"FI\"]}");
        given().header("If-None-Match", before).get(bare).then().statusCode(200);
        given().header("If-None-Match", first.header("ETag"))
                .get(address)
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @CsvSource({
        ".atom, application/atom+xml; charset=UTF-8",
        ".rss, application/rss+xml; charset=UTF-8",
        ".jsonfeed, application/feed+json"
    })
    void each_says_what_it_is_where_it_is_and_who_pushes_it(String format, String type) {
        given().get(FEED + format + "?country=KZ")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo(type))
                .header(
                        "Link",
                        containsString(
                                "<https://press.example.org/v1/press-releases" + format + "?country=KZ>; rel=\"self\""))
                .header("Link", containsString("<https://press.example.org/hub>; rel=\"hub\""));
    }

    @ParameterizedTest
    @CsvSource({
        "archive=2010-13, archive, not-a-month",
        "archive=2010, archive, not-a-month",
        "archive=, archive, empty",
        "archive=2010-07&archive=2010-08, archive, repeated",
        "archive=2010-07&limit=5, archive, not-with-a-page",
        "archive=2010-07&sort=title, archive, not-with-a-page",
        "archive=2010-07&page=2, archive, not-with-a-page",
        "archive=2010-07&before=5, archive, not-with-a-page",
        "archive=2010-07&cursor=x, cursor, not-a-cursor",
        "before=x, before, not-a-number",
        "before=-1, before, not-a-number",
        "before=5&limit=5, before, not-with-a-page",
        "before=5&sort=title, before, not-with-a-page",
        "limit=0, limit, not-in-range",
        "limit=101, limit, not-in-range",
        "page=x, page, not-in-range",
        "cursor=x, cursor, not-a-cursor",
        "sort=newest, sort, not-allowed",
        "country=XX, country, unknown-code",
        "lang=english!, lang, not-a-language",
        "from=yesterday, from, not-a-day",
        "view=full, view, unknown-parameter",
        "archiv=2010-07, archiv, unknown-parameter"
    })
    void what_cannot_be_read_is_said(String query, String name, String code) {
        for (String format : List.of(".atom", ".rss", ".jsonfeed")) {
            given().urlEncodingEnabled(false)
                    .get(FEED + format + "?" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors.name", hasItem(name))
                    .body("errors.code", hasItem(code));
        }
    }

    @Test
    void a_month_that_is_not_over_is_there_too_and_not_yet_an_archive() {
        Document present = Documents.xml(FEED + ".atom?archive=2999-01");
        assertEquals(List.of(), Documents.all(present, "/a:feed/fh:archive"));
        assertEquals(List.of(""), Documents.all(Documents.xml(FEED + ".atom?archive=1999-01"), "/a:feed/fh:archive"));
        given().get("/v1/press-releases.feed").then().statusCode(404);
    }

    @Test
    void pages_lead_to_each_other_in_the_order_of_the_list() {
        List<String> expected =
                given().get(FEED + "?limit=100&sort=title").jsonPath().getList("data.id");
        List<String> found = new ArrayList<>();
        String back = null;
        for (String next = FEED + ".atom?limit=7&sort=title"; next != null; ) {
            Document page = Documents.xml(next);
            Documents.all(page, "//a:entry/a:id").forEach(id -> found.add(id.substring("urn:uuid:".length())));
            assertEquals("https://press.example.org/v1/press-releases.atom", Documents.one(page, "/a:feed/a:id"));
            if (back != null) {
                assertEquals(Documents.link(page, "prev"), Documents.link(page, "previous"));
                assertEquals(
                        7,
                        Documents.all(Documents.xml(Documents.link(page, "previous")), "//a:entry")
                                .size());
            }
            back = next;
            next = Documents.link(page, "next");
        }
        assertEquals(expected, found);
    }

    @Test
    void what_was_retracted_is_a_tombstone_and_nothing_else() {
        Document atom = Documents.xml(FEED + ".atom");
        String urn = "urn:uuid:" + Newsroom.RETRACTED_EXERCISE;
        assertEquals(0, Documents.all(atom, "//a:entry[a:id='" + urn + "']").size());
        for (String address : List.of(".rss", ".rss?limit=100", ".atom?limit=100", ".jsonfeed?limit=100")) {
            given().get(FEED + address).then().statusCode(200).body(not(containsString(Newsroom.RETRACTED_EXERCISE)));
        }
        assertTrue(given().get(FEED + ".rss?limit=100").asString().contains("Withdrawn: "));
    }

    @Test
    void the_list_leads_to_every_representation_of_the_same_filter() {
        String link =
                given().get(FEED + "?lang=ru&country=KZ&view=full&limit=1").header("Link");
        for (Format format : Format.OF_LISTS) {
            String alternate = "</v1/press-releases." + format.suffix()
                    + "?country=KZ&lang=ru>; rel=\"alternate\"; type=\"" + format.mediaType() + "\"";
            assertEquals(format != Format.JSON, link.contains(alternate), link);
        }
        assertTrue(given().get(FEED).header("Link").contains("</v1/press-releases.atom>; rel=\"alternate\""));
        String next = given().get(FEED + "?country=KZ&limit=1").jsonPath().getString("links.next");
        assertTrue(given().urlEncodingEnabled(false)
                .get(next)
                .header("Link")
                .contains("</v1/press-releases.rss?country=KZ>; rel=\"alternate\""));
        given().get(FEED + ".atom").then().header("Link", not(containsString("alternate")));
        given().get("/v1/countries").then().header("Link", not(containsString("alternate")));
    }

    @Test
    void json_feed_keeps_its_rules() {
        JsonNode feed = Documents.json(FEED + ".jsonfeed?limit=100");
        assertEquals("https://jsonfeed.org/version/1.1", feed.get("version").asText());
        assertEquals("Press office", feed.get("title").asText());
        assertEquals(
                "https://press.example.org/v1/press-releases.jsonfeed?limit=100",
                feed.get("feed_url").asText());
        assertEquals("WebSub", feed.at("/hubs/0/type").asText());
        assertNotEquals(0, feed.get("items").size());
        for (JsonNode item : feed.get("items")) {
            assertTrue(item.get("id").asText().startsWith("urn:uuid:"));
            assertTrue(item.get("content_html").asText().startsWith("<"), item.toString());
            for (String date : List.of("date_published", "date_modified")) {
                assertTrue(item.get(date).asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
            }
            item.path("attachments").forEach(file -> {
                assertTrue(file.get("url").asText().startsWith("https://"));
                assertTrue(file.get("mime_type").asText().contains("/"));
            });
            item.path("authors").forEach(author -> assertTrue(author.has("name") || author.has("url")));
            boolean withdrawn = item.get("id").asText().endsWith(Newsroom.WITHDRAWN_BEACHES);
            if (withdrawn) {
                assertEquals("withdrawn", item.at("/_communique/status").asText());
                assertTrue(item.at("/_communique/withdrawal").has("reason"));
            }
        }
    }
}

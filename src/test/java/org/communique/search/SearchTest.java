package org.communique.search;

import static io.restassured.RestAssured.given;
import static org.communique.search.Quays.WORD;
import static org.communique.search.Quays.id;
import static org.communique.support.Newsroom.HELSINKI_ANNIVERSARY;
import static org.communique.support.Newsroom.RETRACTED_EXERCISE;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class SearchTest {
    private static final String LIST = "/v1/press-releases";

    @BeforeEach
    void bringTheReleasesIn() {
        Quays.bringIn();
    }

    private static ValidatableResponse search(String query) {
        return given().get(LIST + "?" + query).then();
    }

    private static JsonPath found(String query) {
        return search(query).statusCode(200).extract().jsonPath();
    }

    @Nested
    class Words {
        @Test
        void a_title_counts_more_than_a_body() {
            search("q=" + WORD)
                    .statusCode(200)
                    .body("meta.total", equalTo(46))
                    .body("data[0].id", equalTo(id(45)))
                    .body("meta.didYouMean", nullValue());
        }

        @Test
        void of_two_that_fit_alike_the_newer_comes_first() {
            assertEquals(
                    List.of(id(47), id(46)), found("q=\"the same words\" twin").getList("data.id"));
        }

        @Test
        void all_of_the_words_are_wanted_and_none_of_those_excluded() {
            assertEquals(1, found("q=" + WORD + " sailors").getInt("meta.total"));
            assertEquals(45, found("q=" + WORD + " -sailors").getInt("meta.total"));
            assertEquals(45, found("q=" + WORD + " -\"sons of\"").getInt("meta.total"));
            assertEquals(0, found("q=" + WORD + " zebra").getInt("meta.total"));
        }

        @Test
        void a_phrase_is_in_order_and_a_prefix_begins_a_word() {
            assertEquals(1, found("q=\"sons open\"").getInt("meta.total"));
            assertEquals(0, found("q=\"open sons\"").getInt("meta.total"));
            assertEquals(46, found("q=quaggaw*").getInt("meta.total"));
            assertEquals(46, found("q=QUAGGAW*").getInt("meta.total"));
        }

        @Test
        void printed_quotation_marks_are_those_of_a_phrase() {
            for (String phrase : List.of("“%s”", "„%s“", "«%s»", "« %s »", "«\u202f%s\u202f»", "\"%s\"")) {
                assertEquals(1, found("q=" + phrase.formatted("sons open")).getInt("meta.total"), phrase);
                assertEquals(0, found("q=" + phrase.formatted("open sons")).getInt("meta.total"), phrase);
            }
        }

        @Test
        void a_prefix_alone_finds_titles_first_and_then_the_newest_in_every_language() {
            List<String> ids = found("q=quaggaw*&limit=100").getList("data.id");
            assertEquals(id(45), ids.get(0), "the one with it in the title");
            // Of equal days the greater id comes first, as in lists.
            assertEquals(List.of(id(27), id(26), id(25)), ids.subList(1, 4));
            assertEquals(
                    ids.subList(1, 46),
                    found("q=quaggaw* -sailors&limit=100&sort=-date").getList("data.id"));
            assertEquals(
                    ids.subList(10, 20), found("q=quaggaw*&limit=10&page=2").getList("data.id"));
            assertEquals(1, found("q=quaggaw*&q.in=title").getInt("meta.total"));
            assertEquals(0, found("q=quaggaw*&q.in=summary").getInt("meta.total"));
            assertTrue(found("q=школьн*").getList("data.id").contains(HELSINKI_ANNIVERSARY), "in any text");
            assertTrue(found("q=школьн*&lang=ru").getList("data.id").contains(HELSINKI_ANNIVERSARY));
            assertFalse(found("q=школьн*&lang=en").getList("data.id").contains(HELSINKI_ANNIVERSARY));
        }

        @Test
        void where_to_look_is_a_choice() {
            assertEquals(1, found("q=" + WORD + "&q.in=title").getInt("meta.total"));
            assertEquals(46, found("q=" + WORD + "&q.in=body").getInt("meta.total"));
            assertEquals(46, found("q=" + WORD + "&q.in=title,body").getInt("meta.total"));
            assertEquals(0, found("q=" + WORD + "&q.in=summary").getInt("meta.total"));
        }

        @Test
        void the_filter_and_the_language_hold() {
            assertEquals(10, found("q=" + WORD + "&fieldOfWork=search-field").getInt("meta.total"));
            assertEquals(0, found("q=" + WORD + "&lang=ru").getInt("meta.total"));
            assertEquals(46, found("q=" + WORD + "&lang=ru,en").getInt("meta.total"));
            // The sample's anniversary is there in six languages; a word of one is not looked for in another.
            JsonPath russian = found("q=школьник&lang=ru");
            assertTrue(russian.getList("data.id").contains(HELSINKI_ANNIVERSARY), russian.prettify());
            assertEquals("ru", russian.getString("data[0].language"));
            assertTrue(found("q=школьник").getList("data.id").contains(HELSINKI_ANNIVERSARY), "in any text");
            assertFalse(found("q=школьник&lang=en").getList("data.id").contains(HELSINKI_ANNIVERSARY));
        }

        @Test
        void what_was_retracted_is_not_found() {
            assertFalse(found("q=exercise&limit=100").getList("data.id").contains(RETRACTED_EXERCISE));
        }
    }

    @Nested
    class Paging {
        @Test
        void every_order_is_walked_through_once_and_back() {
            for (String sort : List.of("relevance", "-date", "date", "-publishedAt", "-updatedAt", "title")) {
                List<String> all = new ArrayList<>();
                List<List<String>> pages = new ArrayList<>();
                String last = null;
                for (String next = LIST + "?q=" + WORD + "&limit=7&fields=id&sort=" + sort; next != null; ) {
                    JsonPath page =
                            given().get(next).then().statusCode(200).extract().jsonPath();
                    assertEquals(46, page.getInt("meta.total"), sort);
                    pages.add(page.getList("data.id"));
                    all.addAll(page.getList("data.id"));
                    last = page.getString("links.prev");
                    next = page.getString("links.next");
                }
                assertEquals(46, all.size(), sort);
                assertEquals(46, new HashSet<>(all).size(), sort);
                for (int i = pages.size() - 2; i >= 0; i--) {
                    JsonPath page =
                            given().get(last).then().statusCode(200).extract().jsonPath();
                    assertEquals(pages.get(i), page.getList("data.id"), sort + " back to " + i);
                    last = page.getString("links.prev");
                }
                assertEquals(null, last, sort);
                List<String> numbered = new ArrayList<>();
                for (int number = 1; number <= 7; number++) {
                    numbered.addAll(found("q=" + WORD + "&limit=7&fields=id&sort=" + sort + "&page=" + number)
                            .getList("data.id"));
                }
                assertEquals(all, numbered, sort);
            }
        }

        @Test
        void every_representation_takes_the_search() {
            for (String suffix : List.of("csv", "ndjson", "atom", "rss", "jsonfeed", "jsonld")) {
                String body = given().get(LIST + "." + suffix + "?q=sailors " + WORD + "&limit=5")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
                assertTrue(body.contains(id(45)), suffix);
                assertFalse(body.contains(id(1)), suffix);
            }
            String whole =
                    given().get(LIST + ".ndjson?q=" + WORD + "&fields=id").asString();
            assertEquals(46, whole.lines().count());
            given().get(LIST + ".atom?q=" + WORD)
                    .then()
                    .statusCode(200)
                    .header("Content-Type", equalTo("application/atom+xml; charset=UTF-8"));
            String archive =
                    given().get(LIST + ".atom?q=" + WORD + "&archive=2020-01").asString();
            assertEquals(46, archive.split("<entry>|<entry ").length - 1, archive.substring(0, 600));
        }
    }
}

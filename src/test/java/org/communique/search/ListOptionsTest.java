package org.communique.search;

import static io.restassured.RestAssured.given;
import static org.communique.search.Quays.WORD;
import static org.communique.search.Quays.id;
import static org.communique.support.Newsroom.RETRACTED_EXERCISE;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class ListOptionsTest {
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

    @Test
    void highlights_are_exact_and_safe() {
        search("q=sailors " + WORD + "&highlight=true&fields=id")
                .statusCode(200)
                .body("data[0].highlights.title", equalTo("<mark>quaggawharf</mark> &amp; &lt;sons&gt; open a yard"))
                .body(
                        "data[0].highlights.body[0]",
                        equalTo("Ships are mended at the yard of the sons of <mark>quaggawharf</mark>."
                                + " <mark>Sailors</mark> come from afar."))
                .body("data[0].highlights.summary", nullValue());
        search("q=sailors&fields=id").body("data[0].highlights", nullValue());
    }

    @Test
    void other_words_are_suggested_where_these_find_nothing() {
        search("q=quagawharf").body("meta.total", equalTo(0)).body("meta.didYouMean", equalTo(WORD));
        search("q=salors quaggawhraf -zebra").body("meta.didYouMean", equalTo("sailors quaggawharf -zebra"));
        search("q=ships yrad").body("meta.didYouMean", equalTo("ships yard"));
        search("q=xyzzyplughqux").body("meta.total", equalTo(0)).body("meta.didYouMean", nullValue());
        search("q=quagawharf a b c d e f g h").body("meta.didYouMean", nullValue());
        search("q=quagawharf&lang=ru").body("meta.didYouMean", nullValue());
    }

    @Test
    void facets_count_without_their_own_filter_and_keep_what_is_selected() {
        JsonPath page =
                found("q=" + WORD + "&fieldOfWork=search-field&country=KZ&facets=fieldOfWork,country:1,year&limit=1");
        assertEquals(0, page.getInt("meta.total"));
        assertEquals(
                Map.of("code", "search-field", "name", "Searching", "count", 0, "selected", true),
                page.getMap("facets.fieldOfWork[0]"));
        assertEquals(
                Map.of("code", "KZ", "name", "Kazakhstan", "count", 0, "selected", true),
                page.getMap("facets.country[0]"));
        page = found("q=" + WORD + "&fieldOfWork=search-field&facets=fieldOfWork,year,language&facetScope=all");
        assertEquals(
                List.of(Map.of("code", "search-field", "name", "Searching", "count", 10, "selected", true)),
                page.getList("facets.fieldOfWork"));
        assertEquals(
                List.of(Map.of("code", "2020", "name", "2020", "count", 10, "selected", false)),
                page.getList("facets.year"));
        assertEquals(
                List.of(Map.of("code", "en", "name", "English", "count", 10, "selected", false)),
                page.getList("facets.language"));
        page = found("q=" + WORD + "&facets=month:1");
        assertEquals(1, page.getList("facets.month").size());
        assertEquals("/v1/press-releases?q=" + WORD + "&facets=month:1", page.getString("links.first"));
    }

    @Test
    void a_list_without_words_has_facets_too() {
        JsonPath page = found("from=2020-01-01&to=2020-01-31&facets=month&facetScope=all&fieldOfWork=search-field");
        assertEquals(10, page.getInt("facets.month[0].count"));
        assertEquals(
                true,
                page.getBoolean("facets.month[0].selected")
                        || page.getList("facets.month").size() > 1);
    }

    @Test
    void suggestions_are_terms_and_titles_that_begin_so() {
        given().get("/v1/suggestions?q=searchi")
                .then()
                .statusCode(200)
                .body("data[0].type", equalTo("field-of-work"))
                .body("data[0].id", equalTo("search-field"))
                .body("data[0].href", equalTo("/v1/fields-of-work/search-field"));
        given().get("/v1/suggestions?q=" + WORD.substring(0, 8) + "&limit=3")
                .then()
                .statusCode(200)
                .body("data.id", equalTo(List.of(id(45))))
                .body("data[0].type", equalTo("press-release"))
                .body("data[0].text", equalTo(WORD + " & <sons> open a yard"));
        for (String typed : List.of("ya " + WORD.substring(0, 8), WORD + " -zebra o", "\"" + WORD + " so\"")) {
            given().queryParam("q", typed)
                    .get("/v1/suggestions")
                    .then()
                    .statusCode(200)
                    .body("data.id", equalTo(List.of(id(45))));
        }
        given().queryParam("q", WORD + " zebr")
                .get("/v1/suggestions")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(0));
        given().get("/v1/suggestions").then().statusCode(400).body("errors[0].name", equalTo("q"));
        given().get("/v1/suggestions?q=quay&limit=21").then().statusCode(400);
    }

    @Test
    void related_releases_have_much_in_common() {
        given().get(LIST + "/" + id(3) + "/related?fields=id&fieldOfWork=search-field")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(5))
                .body("data.id", not(hasItem(id(3))))
                .body("data.id.findAll { it.startsWith('5ea7c1e5') }.size()", equalTo(5));
        given().get(LIST + "/" + RETRACTED_EXERCISE + "/related").then().statusCode(410);
        given().get(LIST + "/no-such-release/related").then().statusCode(404);
        given().get(LIST + "/" + id(3) + "/related?limit=0").then().statusCode(400);
    }

    @Test
    void the_status_says_how_far_the_index_is() {
        Index.status()
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-cache"))
                .body("status", equalTo("ready"))
                .body("progress", nullValue());
    }
}

package org.communique.release;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.communique.support.Newsroom;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class PressReleaseListTest {
    /** Other tests add releases of 2030 and later; the sample ends before. */
    private static final String SAMPLE = "/v1/press-releases?to=2025-12-31";

    @Nested
    class The_envelope {
        @Test
        void it_has_data_meta_and_links() {
            when().get(SAMPLE + "&limit=2")
                    .then()
                    .statusCode(200)
                    .body("keySet()", contains("data", "meta", "links"))
                    .body("data", hasSize(2))
                    .body("data[0]", not(hasKey("body")))
                    .body("meta.total", equalTo(20))
                    .body("meta.totalRelation", equalTo("eq"))
                    .body("links.keySet()", contains("self", "first", "next"))
                    .header("Link", containsString("rel=\"next\""));
        }

        @Test
        void the_newest_editorial_day_comes_first() {
            when().get(SAMPLE + "&fields=date&limit=100")
                    .then()
                    .body("data.date[0]", equalTo("2025-04-09"))
                    .body("data.date[19]", equalTo("2009-03-19"));
        }

        @Test
        void full_view_has_bodies() {
            when().get(SAMPLE + "&view=full&limit=3").then().body("data.body.html", everyItem(not(nullValue())));
        }

        @Test
        void content_language_names_all_on_the_page() {
            when().get(SAMPLE + "&limit=100").then().header("Content-Language", "en, es, fr, ru");
        }
    }

    @Nested
    class Filters {
        private JsonPath list(String query) {
            return given().urlEncodingEnabled(false)
                    .get(SAMPLE + "&limit=100&" + query)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }

        @Test
        void a_repeated_parameter_means_any_and_all_means_all() {
            int any = list("country=KZ&country=AF").getInt("meta.total");
            int all = list("country.all=KZ&country.all=AF").getInt("meta.total");
            assertEquals(
                    list("country=KZ").getInt("meta.total") + list("country=AF").getInt("meta.total") - all, any);
            assertEquals(
                    List.of(Newsroom.DRUG_TRAFFICKING_CONFERENCE),
                    list("country.all=KZ&country.all=AF&fieldOfWork=policing").getList("data.id"));
        }

        @Test
        void none_and_not() {
            assertEquals(
                    List.of(Newsroom.SMALL_ARMS_SEMINAR),
                    list("source.none=true").getList("data.id"));
            assertEquals(19, list("source.none=false").getInt("meta.total"));
            assertEquals(
                    20 - list("fieldOfWork=policing").getInt("meta.total"),
                    list("fieldOfWork.not=policing").getInt("meta.total"));
        }

        @Test
        void a_unit_stands_for_those_below_it_on_demand() {
            assertEquals(0, list("source=field-operations").getInt("meta.total"));
            List<String> below =
                    list("source=field-operations&source.descendants=true").getList("data.sources.code.flatten()");
            org.hamcrest.MatcherAssert.assertThat(below, hasItem("mission-to-moldova"));
        }

        @Test
        void status_leaves_withdrawn_ones_out() {
            assertEquals(19, list("status=published").getInt("meta.total"));
            assertEquals(
                    List.of(Newsroom.WITHDRAWN_BEACHES),
                    list("status=withdrawn").getList("data.id"));
        }

        @Test
        void lang_is_strict_and_falls_back_in_order() {
            JsonPath russian = list("lang=ru");
            assertEquals(5, russian.getInt("meta.total"));
            assertEquals(Collections.nCopies(5, "ru"), russian.getList("data.language"));
            JsonPath either = list("lang=ru,en");
            assertEquals(20, either.getInt("meta.total"));
            assertEquals(5, Collections.frequency(either.getList("data.language"), "ru"));
            assertEquals(0, list("lang=ja").getInt("meta.total"));
        }

        @Test
        void days_are_inclusive_and_instants_half_open() {
            given().get("/v1/press-releases?from=2024-05-14&to=2024-05-14")
                    .then()
                    .body("meta.total", equalTo(4));
            JsonPath one = list("publishedFrom=2010-07-08T12:00:00Z&publishedTo=2010-07-08T12:00:00.001Z");
            assertEquals(List.of(Newsroom.DRUG_TRAFFICKING_CONFERENCE), one.getList("data.id"));
            assertEquals(
                    0,
                    list("publishedFrom=2010-07-08T11:59:59Z&publishedTo=2010-07-08T14:00:00%2B02:00")
                            .getInt("meta.total"));
        }
    }

    @Nested
    class Paging {
        @Test
        void cursors_go_through_every_sort_and_back() {
            for (String sort : List.of("-date", "date", "-publishedAt", "-updatedAt", "title")) {
                List<String> whole = when().get(SAMPLE + "&limit=100&sort=" + sort)
                        .then()
                        .extract()
                        .path("data.id");
                List<String> forward = new ArrayList<>();
                String last = null;
                for (String next = SAMPLE + "&limit=3&sort=" + sort; next != null; ) {
                    JsonPath page =
                            when().get(next).then().statusCode(200).extract().jsonPath();
                    forward.addAll(page.getList("data.id"));
                    last = next;
                    next = page.getString("links.next");
                }
                assertEquals(whole, forward, sort);
                List<String> backward = new ArrayList<>();
                for (String previous = last; previous != null; ) {
                    JsonPath page = when().get(previous)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
                    backward.addAll(0, page.getList("data.id"));
                    previous = page.getString("links.prev");
                }
                assertEquals(whole, backward, sort + " backwards");
            }
        }

        @Test
        void a_cursor_carries_filter_and_sort() {
            String next = when().get(SAMPLE + "&limit=2&sort=title&lang=en")
                    .then()
                    .extract()
                    .path("links.next");
            String cursor = next.replaceAll(".*cursor=([^&]+).*", "$1");
            given().queryParam("cursor", cursor)
                    .queryParam("limit", 2)
                    .get("/v1/press-releases")
                    .then()
                    .statusCode(200)
                    .body("data.language", everyItem(equalTo("en")));
            given().queryParam("cursor", cursor)
                    .queryParam("sort", "date")
                    .get("/v1/press-releases")
                    .then()
                    .statusCode(400)
                    .body("errors[0].name", equalTo("sort"))
                    .body("errors[0].code", equalTo("cursor-of-another-list"));
        }

        @Test
        void pages_can_be_numbered() {
            when().get(SAMPLE + "&limit=6&page=2")
                    .then()
                    .statusCode(200)
                    .body("meta.page", equalTo(2))
                    .body("links.prev", containsString("page=1"))
                    .body("links.next", containsString("page=3"));
            when().get(SAMPLE + "&limit=6&page=4")
                    .then()
                    .body("data", hasSize(2))
                    .body("links", not(hasKey("next")));
        }

        @Test
        void numbered_pages_end_at_ten_thousand_items() {
            when().get("/v1/press-releases?limit=100&page=100").then().statusCode(200);
            when().get("/v1/press-releases?limit=100&page=101")
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", equalTo("too-deep"))
                    .body("errors[0].detail", containsString("cursors"));
        }
    }

    @Nested
    class Faults {
        @Test
        void all_of_them_come_at_once_with_what_was_meant() {
            when().get(
                            "/v1/press-releases?limt=1&country=KY&fieldOfWork=polcing&from=yesterday&limit=0&status=x&status=y"
                                    + "&fields=titel&sort=titel")
                    .then()
                    .statusCode(400)
                    .header("Content-Type", "application/problem+json")
                    .body("type", equalTo("/problems/invalid-parameters"))
                    .body(
                            "errors.name",
                            containsInAnyOrder(
                                    "fieldOfWork",
                                    "country",
                                    "status",
                                    "status",
                                    "from",
                                    "sort",
                                    "limit",
                                    "fields",
                                    "limt"))
                    .body("errors.find { it.name == 'limt' }.didYouMean", equalTo("limit"))
                    .body("errors.find { it.name == 'country' }.didYouMean", equalTo("KG"))
                    .body("errors.find { it.name == 'fieldOfWork' }.didYouMean", equalTo("policing"))
                    .body("errors.find { it.name == 'fields' }.didYouMean", equalTo("title"));
        }

        @Test
        void relevance_needs_a_search() {
            when().get("/v1/press-releases?sort=relevance")
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", equalTo("needs-q"));
        }
    }
}

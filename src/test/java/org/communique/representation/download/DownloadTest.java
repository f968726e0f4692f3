package org.communique.representation.download;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.communique.http.json.Json;
import org.communique.support.Api;
import org.communique.support.Archives;
import org.communique.support.FreshStore;
import org.communique.support.Newsroom;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class DownloadTest {
    /** Other tests add releases of 2030 and later; the sample ends before. */
    private static final String SAMPLE = "?to=2025-12-31";

    private static final String HEADER =
            "id,revision,status,withdrawalReason,withdrawnAt,language,slug,title,summary,kind,date,place,publishedAt,"
                    + "revisedAt,updatedAt,sources,fieldsOfWork,countries,meetings,attachments,languages,url\r\n";

    private static String ndjson(String query) {
        return when().get("/v1/press-releases.ndjson" + query)
                .then()
                .statusCode(200)
                .header("Content-Type", "application/x-ndjson")
                .extract()
                .asString();
    }

    private static String csv(String query) {
        return when().get("/v1/press-releases.csv" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static CSVRecord row(String id, String query) {
        return Csv.rows(csv(query)).stream()
                .filter(row -> row.get("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class Ndjson {
        @Test
        void each_line_is_the_item_of_the_json_list() throws Exception {
            for (String more : List.of("", "&view=full", "&fields=title,sources.code", "&lang=ru,en&sort=title")) {
                JsonNode list = new Api()
                        .get("/v1/press-releases" + SAMPLE + "&limit=100" + more)
                        .json();
                List<JsonNode> lines = new ArrayList<>();
                for (String line : ndjson(SAMPLE + more).split("\n")) {
                    lines.add(Json.mapper().readTree(line));
                }
                List<JsonNode> items = new ArrayList<>();
                list.get("data").forEach(items::add);
                assertEquals(20, items.size(), more);
                assertEquals(items, lines, more);
            }
        }

        @Test
        void nothing_found_is_an_empty_file() {
            assertEquals("", ndjson("?lang=ja&to=2025-12-31"));
        }

        @Test
        void a_page_says_what_comes_next_and_a_cursor_without_limit_is_the_rest() {
            Response page = when().get("/v1/press-releases.ndjson" + SAMPLE + "&limit=7&fields=id");
            page.then()
                    .header("Link", containsString("</v1/press-releases.ndjson?cursor="))
                    .header("Link", containsString("rel=\"next\""));
            String cursor =
                    page.header("Link").replaceAll(".*cursor=([^&>]+)&fields=id&limit=7>; rel=\"next\".*", "$1");
            String rest = ndjson("?fields=id&cursor=" + cursor);
            assertEquals(7, page.asString().lines().count());
            assertEquals(ndjson(SAMPLE + "&fields=id"), page.asString() + rest);
        }

        @Test
        void a_validator_holds_until_a_change_and_differs_by_request() {
            Response first = when().get("/v1/press-releases.ndjson" + SAMPLE);
            String etag = first.header("ETag");
            assertTrue(etag.startsWith("\""), etag);
            assertNotEquals(
                    etag,
                    when().get("/v1/press-releases.ndjson" + SAMPLE + "&view=full")
                            .header("ETag"));
            assertNotEquals(etag, when().get("/v1/press-releases.csv" + SAMPLE).header("ETag"));
            given().header("If-None-Match", etag)
                    .get("/v1/press-releases.ndjson" + SAMPLE)
                    .then()
                    .statusCode(304)
                    .body(emptyString());
            when().head("/v1/press-releases.ndjson" + SAMPLE)
                    .then()
                    .statusCode(200)
                    .header("ETag", etag)
                    .body(emptyString());
            Archives.importing("{\"record\":\"field-of-work\",\"code\":\"import-download\"}");
            given().header("If-None-Match", etag)
                    .get("/v1/press-releases.ndjson" + SAMPLE)
                    .then()
                    .statusCode(200);
        }
    }

    @Nested
    class Rows {
        @Test
        void a_header_comes_first_even_alone() {
            when().get("/v1/press-releases.csv?lang=ja&to=2025-12-31")
                    .then()
                    .statusCode(200)
                    .header("Content-Type", "text/csv; charset=UTF-8; header=present")
                    .body(equalTo(HEADER));
        }

        @Test
        void a_row_holds_what_the_release_holds() {
            assertTrue(csv(SAMPLE).startsWith(HEADER));
            Map<String, String> row =
                    row(Newsroom.DRUG_TRAFFICKING_CONFERENCE, SAMPLE).toMap();
            assertEquals("2010-07-08", row.get("date"));
            assertEquals("published", row.get("status"));
            assertEquals("", row.get("withdrawalReason"));
            assertEquals("2010-07-08T12:00:00.000Z", row.get("publishedAt"));
            assertEquals("secretariat|chairpersonship", row.get("sources"));
            assertEquals("en|ru", row.get("languages"));
            assertEquals("https://press.example.org/v1/press-releases/" + row.get("slug"), row.get("url"));
            assertEquals("withdrawn", row(Newsroom.WITHDRAWN_BEACHES, SAMPLE).get("status"));
        }

        @Test
        void bodies_come_in_the_full_view_and_members_can_be_picked() {
            CSVRecord full = row(Newsroom.DRUG_TRAFFICKING_CONFERENCE, SAMPLE + "&view=full");
            org.hamcrest.MatcherAssert.assertThat(full.get("bodyHtml"), startsWith("<p>"));
            org.hamcrest.MatcherAssert.assertThat(full.get("bodyText"), not(containsString("<p>")));
            String picked = csv(SAMPLE + "&fields=title,sources.code&limit=1");
            org.hamcrest.MatcherAssert.assertThat(picked, startsWith("id,title,sources\r\n"));
            org.hamcrest.MatcherAssert.assertThat(picked, endsWith("\r\n"));
        }

        @Test
        void faults_are_problems_all_at_once() {
            when().get("/v1/press-releases.csv?limt=1&fields=titel")
                    .then()
                    .statusCode(400)
                    .header("Content-Type", "application/problem+json")
                    .body("errors.didYouMean", hasItem("title"))
                    .body("errors.didYouMean", hasItem("limit"));
        }
    }

    @Test
    void a_merged_term_leads_on_with_the_same_suffix() {
        Archives.importing(
                "{\"record\":\"field-of-work\",\"code\":\"import-merged-away\"}",
                "{\"record\":\"field-of-work\",\"code\":\"import-merged-into\"}");
        given().header("Authorization", "Bearer " + TestStore.KEY)
                .contentType("application/json")
                .body("{\"into\":\"import-merged-into\"}")
                .post("/v1/fields-of-work/import-merged-away/merge")
                .then()
                .statusCode(200);
        for (String suffix : List.of("ndjson", "csv", "atom")) {
            given().redirects()
                    .follow(false)
                    .get("/v1/press-releases." + suffix + "?fieldOfWork=import-merged-away&limit=5")
                    .then()
                    .statusCode(308)
                    .header(
                            "Location",
                            "https://press.example.org/v1/press-releases." + suffix
                                    + "?fieldOfWork=import-merged-into&limit=5");
        }
    }

    @Test
    void an_unknown_suffix_says_which_there_are() {
        when().get("/v1/press-releases.docx")
                .then()
                .statusCode(404)
                .header("Vary", not(containsString("Accept,")))
                .body("available", hasItem("ndjson"))
                .body("errors", nullValue());
    }
}

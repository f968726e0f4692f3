package org.communique.http.headers;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.Newsroom;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class ConditionalTest {
    private static final String ONE = path(Newsroom.DRUG_TRAFFICKING_CONFERENCE);
    private static final RestAssuredConfig RAW = RestAssuredConfig.config()
            .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

    @Inject
    TestClock clock;

    @AfterEach
    void clockGoesOn() {
        clock.go();
    }

    private static Response raw(String encoding) {
        return given().config(RAW).header("Accept-Encoding", encoding).get(ONE);
    }

    @Test
    void an_answer_from_memory_has_the_headers_of_the_first() {
        for (String path :
                new String[] {ONE, "/v1/press-releases?country=KZ&limit=7", "/v1/press-releases.atom?limit=3"}) {
            Response first = given().get(path);
            Response again = given().get(path);
            assertTrue(again.header("Cache-Status").endsWith("hit"), path);
            for (String name :
                    new String[] {"Link", "Vary", "ETag", "Content-Type", "Content-Language", "Communique-Sequence"}) {
                assertEquals(first.header(name), again.header(name), path + " " + name);
            }
        }
    }

    @Test
    void a_validator_of_either_coding_answers_304() {
        String plain = raw("identity").header("ETag");
        String gzip =
                raw("gzip").then().header("Content-Encoding", "gzip").extract().header("ETag");
        assertNotEquals(plain, gzip);
        for (String validator : new String[] {plain, gzip, "W/" + plain, "\"x\", " + gzip, "*"}) {
            given().config(RAW)
                    .header("Accept-Encoding", "gzip")
                    .header("If-None-Match", validator)
                    .get(ONE)
                    .then()
                    .statusCode(304)
                    .body(emptyString())
                    .header("ETag", gzip)
                    .header("Cache-Control", matchesPattern("public, max-age=\\d+, must-revalidate"))
                    .header("Communique-Sequence", notNullValue())
                    .header("Vary", containsString("Accept-Encoding"));
        }
        given().header("If-None-Match", "\"other\"").get(ONE).then().statusCode(200);
    }

    @Test
    void gzip_is_used_where_it_is_taken() {
        assertEquals("gzip", raw("br;q=1, gzip;q=0.5").header("Content-Encoding"));
        assertEquals("gzip", raw("*").header("Content-Encoding"));
        for (String refused : new String[] {"identity", "gzip;q=0", "gzip; q=0.000", "br", "*;q=0"}) {
            raw(refused).then().header("Content-Encoding", nullValue());
        }
    }

    @Test
    void the_date_of_the_last_change_answers_304_and_only_without_a_validator() {
        clock.stopAt(Instant.parse("2040-01-01T00:00:00Z"));
        String modified = when().get(ONE).header("Last-Modified");
        given().header("If-Modified-Since", modified).get(ONE).then().statusCode(304);
        given().header("If-Modified-Since", modified)
                .header("If-None-Match", "\"other\"")
                .get(ONE)
                .then()
                .statusCode(200);
        given().header("If-Modified-Since", "Thu, 01 Jan 2009 00:00:00 GMT")
                .get(ONE)
                .then()
                .statusCode(200);
        given().header("If-Modified-Since", "yesterday").get(ONE).then().statusCode(200);
        given().header("If-Modified-Since", "y".repeat(100)).get(ONE).then().statusCode(200);
    }

    @Test
    void a_date_is_read_in_all_three_forms_of_http() {
        clock.stopAt(Instant.parse("2040-01-01T00:00:00Z"));
        for (String now : List.of(
                "Sun, 01 Jan 2040 00:00:00 GMT", "Sunday, 01-Jan-40 00:00:00 GMT", "Sun Jan  1 00:00:00 2040")) {
            given().header("If-Modified-Since", now).get(ONE).then().statusCode(304);
        }
        for (String early : List.of(
                "Thu, 01 Jan 2009 00:00:00 GMT", "Thursday, 01-Jan-09 00:00:00 GMT", "Thu Jan  1 00:00:00 2009")) {
            given().header("If-Modified-Since", early).get(ONE).then().statusCode(200);
        }
    }

    @Test
    void two_changes_in_one_second_are_never_taken_for_one() {
        // A term names every release, so its change counts as one of the release.
        clock.stopAt(Instant.parse("2031-01-01T00:00:10.200Z"));
        Archives.importing("{\"record\":\"field-of-work\",\"code\":\"twice-a-second\",\"names\":{\"en\":\"One\"}}");
        String first = when().get(ONE).header("Last-Modified");
        assertEquals("Wed, 01 Jan 2031 00:00:09 GMT", first);
        clock.stopAt(Instant.parse("2031-01-01T00:00:10.900Z"));
        Archives.importing("{\"record\":\"field-of-work\",\"code\":\"twice-a-second\",\"names\":{\"en\":\"Two\"}}");
        given().header("If-Modified-Since", first).get(ONE).then().statusCode(200);
        clock.stopAt(Instant.parse("2031-01-01T00:00:11.000Z"));
        String settled = when().get(ONE).header("Last-Modified");
        assertEquals("Wed, 01 Jan 2031 00:00:10 GMT", settled);
        given().header("If-Modified-Since", settled).get(ONE).then().statusCode(304);
    }

    @Test
    void lifetimes_end_at_the_next_line_of_the_grid_on_every_public_answer() {
        clock.stopAt(Instant.parse("2030-01-01T00:00:17.000Z"));
        for (String address : new String[] {
            ONE,
            path(Newsroom.RETRACTED_EXERCISE),
            path("no-such-slug"),
            "/v1",
            "/v1/countries",
            "/v1/nothing",
            "/",
            "/problems"
        }) {
            when().get(address).then().header("Cache-Control", "public, max-age=43, must-revalidate");
        }
        clock.stopAt(Instant.parse("2030-01-01T00:01:00.500Z"));
        when().get(ONE).then().header("Cache-Control", "public, max-age=1, must-revalidate");
    }

    @Test
    void a_reader_can_ask_for_a_sequence_number() {
        int number = Integer.parseInt(when().get(ONE).header("Communique-Sequence"));
        given().header("Communique-Min-Sequence", number)
                .get(ONE)
                .then()
                .statusCode(200)
                .header("Vary", containsString("Communique-Min-Sequence"));
        given().header("Communique-Min-Sequence", number + 1_000_000)
                .get(ONE)
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .header("Cache-Control", "no-store")
                .body("type", equalTo("/problems/sequence-not-reached"));
        given().header("Communique-Min-Sequence", "soon")
                .get(ONE + "?x=1")
                .then()
                .statusCode(400)
                .body("errors.in", org.hamcrest.Matchers.containsInAnyOrder("header", "query"));
    }

    @Test
    void a_change_raises_the_sequence_by_one() {
        int before = Integer.parseInt(when().get("/v1").header("Communique-Sequence"));
        Archives.importing("{\"record\":\"field-of-work\",\"code\":\"one-more\"}");
        assertEquals(before + 1, Integer.parseInt(when().get("/v1").header("Communique-Sequence")));
    }

    @Test
    void scripts_of_every_origin_may_read() {
        given().header("Origin", "https://app.example.org")
                .get(ONE)
                .then()
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Expose-Headers", containsString("Communique-Sequence"));
        given().header("Origin", "https://app.example.org")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "communique-min-sequence")
                .options(ONE)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Headers", "Authorization, If-None-Match, Communique-Min-Sequence");
    }

    @Test
    void head_has_the_headers_of_get() {
        Response get = when().get(ONE);
        when().head(ONE)
                .then()
                .statusCode(200)
                .header("ETag", get.header("ETag"))
                .body(emptyString());
    }

    @Test
    void absolute_urls_come_from_the_configuration_alone() {
        String body = given().header("X-Forwarded-Host", "evil.example")
                .header("Host", "evil.example")
                .get(ONE)
                .asString();
        assertTrue(!body.contains("evil.example"), body);
    }

    /** The time of the answer is in the body and says nothing new; the validator is weak for that. */
    @ParameterizedTest
    @ValueSource(strings = {"after=0", "after=0&country=KG&include=data", "after=END", "after=END&wait=1"})
    void changes_are_not_sent_again_while_nothing_has_changed(String query) {
        String end = given().get("/v1").header("Communique-Sequence");
        String path = "/v1/changes?" + query.replace("END", end);
        Response first = given().get(path);
        String tag = first.header("ETag");
        assertTrue(tag.matches("W/\"[0-9a-f]{32}(-gzip)?\""), tag);
        clock.stopAt(Instant.now().plusSeconds(90));
        Response later = given().get(path);
        assertNotEquals((Object) first.path("meta.time"), later.path("meta.time"));
        given().header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Communique-Sequence", end);
        Desk.chief().published("Something new");
        String next = "/v1/changes?after=" + end;
        given().header("If-None-Match", tag).get(next).then().statusCode(200);
    }
}

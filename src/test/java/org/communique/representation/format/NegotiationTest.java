package org.communique.representation.format;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.communique.support.Newsroom;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class NegotiationTest {
    private static final String CONFERENCE = path(Newsroom.DRUG_TRAFFICKING_CONFERENCE);

    private static ValidatableResponse accepting(String accept, String address) {
        return given().redirects()
                .follow(false)
                .header("Accept", accept)
                .get(address)
                .then();
    }

    @Nested
    class By_header {
        @Test
        void each_resource_gives_what_is_preferred_of_what_it_has() {
            Map.of(
                            "/v1/press-releases?limit=1",
                            "text/csv",
                            "/v1/press-releases?limit=2",
                            "application/atom+xml",
                            CONFERENCE,
                            "text/plain",
                            CONFERENCE + "?lang=ru",
                            "application/vnd.iptc.ninjs+json",
                            "/v1/countries/KZ",
                            "application/ld+json",
                            "/v1/organizational-units/secretariat",
                            "application/ld+json")
                    .forEach((address, type) -> accepting(type + ", */*;q=0.1", address)
                            .statusCode(200)
                            .header("Content-Type", startsWith(type))
                            .header("Vary", startsWith("Accept, Accept-Encoding")));
        }

        @Test
        void json_is_for_who_takes_anything() {
            for (String accept : List.of("*/*", "application/*", "application/json;q=0.2, text/html")) {
                accepting(accept, CONFERENCE)
                        .statusCode(200)
                        .header("Content-Type", startsWith("application/json"))
                        .header("Vary", startsWith("Accept, "));
            }
        }

        @Test
        void nothing_fitting_is_406_with_what_there_is() {
            accepting("image/png", "/v1/press-releases")
                    .statusCode(406)
                    .header("Vary", startsWith("Accept"))
                    .body("detail", startsWith("This resource is available as application/json, "))
                    .body("allowed", hasItem("text/csv"));
            accepting("text/csv", CONFERENCE)
                    .statusCode(406)
                    .header("Vary", startsWith("Accept"))
                    .body(
                            "allowed",
                            equalTo(List.of(
                                    "application/json",
                                    "application/ld+json",
                                    "application/vnd.iptc.ninjs+json",
                                    "text/plain")));
            accepting("text/csv", "/v1/fields-of-work/policing")
                    .statusCode(406)
                    .body("detail", startsWith("This resource is available as application/json"));
            accepting("text/csv", "/v1/press-releases/digest")
                    .statusCode(406)
                    .body("allowed", equalTo(List.of("application/json")));
            accepting("text/csv", CONFERENCE + "/revisions")
                    .statusCode(406)
                    .body("allowed", equalTo(List.of("application/json")));
        }

        @Test
        void every_answer_that_the_header_decides_varies_by_it() {
            String etag = when().get(CONFERENCE).header("ETag");
            given().header("If-None-Match", etag)
                    .get(CONFERENCE)
                    .then()
                    .statusCode(304)
                    .header("Vary", startsWith("Accept, "));
            when().get(path("no-such-slug")).then().statusCode(404).header("Vary", startsWith("Accept"));
            when().get(path(Newsroom.RETRACTED_EXERCISE)).then().statusCode(410).header("Vary", startsWith("Accept"));
            when().get("/v1/press-releases?limit=x").then().statusCode(400).header("Vary", startsWith("Accept"));
            given().header("If-None-Match", etag)
                    .header("Accept", "text/plain")
                    .get(CONFERENCE)
                    .then()
                    .statusCode(200);
        }

        @Test
        void head_answers_as_get_does() {
            String etag = given().header("Accept", "text/plain").get(CONFERENCE).header("ETag");
            given().header("Accept", "text/plain")
                    .head(CONFERENCE)
                    .then()
                    .statusCode(200)
                    .header("Content-Type", startsWith("text/plain"))
                    .header("ETag", etag)
                    .body(emptyString());
            given().header("Accept", "image/png").head(CONFERENCE).then().statusCode(406);
        }
    }

    @Nested
    class By_suffix {
        @Test
        void the_suffix_wins_and_nothing_varies_by_the_header() {
            for (String address : List.of(
                    "/v1/press-releases.json?limit=1",
                    "/v1/press-releases.csv?limit=1",
                    CONFERENCE + ".json",
                    CONFERENCE + ".txt",
                    "/v1/countries/KZ.json",
                    "/v1/countries/KZ.jsonld")) {
                accepting("image/png", address)
                        .statusCode(200)
                        .header("Vary", equalTo("Accept-Encoding, Communique-Min-Sequence"));
            }
            accepting("text/plain", CONFERENCE + ".json").header("Content-Type", startsWith("application/json"));
            when().get("/v1/fields-of-work/policing").then().header("Vary", not(containsString("Accept, ")));
        }

        @Test
        void an_unknown_one_is_404_with_those_there_are() {
            for (String address : List.of(
                    "/v1/press-releases.xlsx",
                    CONFERENCE + ".atom",
                    "/v1/countries/KZ.csv",
                    "/v1/organizational-units/secretariat.txt")) {
                accepting("*/*", address)
                        .statusCode(404)
                        .header("Content-Type", "application/problem+json")
                        .header("Vary", not(containsString("Accept, ")))
                        .body("available", hasItem("json"))
                        .body("available", hasItem("jsonld"));
            }
        }

        @Test
        void it_can_only_be_read() {
            for (String address : List.of(
                    "/v1/press-releases.csv", CONFERENCE + ".txt", "/v1/countries/KZ.jsonld", CONFERENCE + ".json")) {
                when().post(address)
                        .then()
                        .statusCode(405)
                        .header("Allow", containsString("GET"))
                        .header("Allow", not(containsString("POST")))
                        .body("type", equalTo("/problems/method-not-allowed"));
            }
        }
    }
}

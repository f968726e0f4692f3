package org.communique.http.headers;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.communique.http.cache.PublicRead;
import org.communique.http.cache.ReadResult;
import org.communique.support.TestStore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What clients are told of an operation that they should leave; there is none yet but this one. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@TestProfile(RetiringTest.WithOld.class)
class RetiringTest {
    private static final String PATH = "/v1/navigation/old";
    private static final String IS_THERE = "test.retiring";

    /** With an operation more, and a place of its own for the contract with it. */
    public static class WithOld implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    IS_THERE, "true", "quarkus.smallrye-openapi.store-schema-directory", "target/openapi-retiring");
        }
    }

    /** An operation that retires. */
    @IfBuildProperty(name = IS_THERE, stringValue = "true")
    @Path(PATH)
    @org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Service")
    public static class Old {
        @Inject
        PublicRead reads;

        @GET
        @Produces(MediaType.APPLICATION_JSON)
        @Retiring(since = "2027-01-01", until = "2028-07-01", see = "https://press.example.org/v2")
        @Deprecated
        @Operation(operationId = "readOld", summary = "Read it", description = "It is for tests.")
        @APIResponse(responseCode = "200", description = "It")
        public Response read(@Context UriInfo uri) {
            return reads.answer(uri, (snapshot, parameters) -> {
                parameters.done();
                return new ReadResult(
                        Map.of("old", true, "new", false),
                        Instant.EPOCH,
                        List.of(),
                        Map.of("self", "/v1/navigation/old"));
            });
        }
    }

    private static ValidatableResponse says(ValidatableResponse answer) {
        return answer.header("Deprecation", "@1798761600")
                .header("Sunset", "Sat, 01 Jul 2028 00:00:00 GMT")
                .header("Link", containsString("<https://press.example.org/v2>; rel=\"deprecation\""))
                .header("Link", containsString("<https://press.example.org/v2>; rel=\"sunset\""));
    }

    @Test
    void every_answer_says_since_when_until_when_and_where_to_read_on() {
        for (String cache : List.of("stored", "hit")) {
            ValidatableResponse answer = says(given().get(PATH).then().statusCode(200))
                    .header("Cache-Status", containsString(cache))
                    .header("Link", containsString("rel=\"self\""));
            String tag = answer.extract().header("ETag");
            says(given().header("If-None-Match", tag).get(PATH).then().statusCode(304));
        }
        says(given().get(PATH + "?nothing=1").then().statusCode(400));
        given().get("/v1/navigation").then().statusCode(200).header("Deprecation", nullValue());
    }

    @Test
    void the_contract_says_that_it_is_deprecated() {
        String operation = "paths.'" + PATH + "'.get.deprecated";
        given().get("/q/openapi?format=json").then().body(operation, equalTo(true));
        given().get("/q/openapi?format=json").then().body("paths.'/v1/navigation'.get.deprecated", nullValue());
    }

    @Retiring(since = "2027-01-01", until = "2026-12-31", see = "https://press.example.org/v2")
    private static final class Impossible {}

    @Test
    void it_does_not_end_before_it_is_deprecated() {
        Retiring impossible = Impossible.class.getAnnotation(Retiring.class);
        assertThrows(IllegalArgumentException.class, () -> new RetiringFeature.Notice(impossible));
    }
}

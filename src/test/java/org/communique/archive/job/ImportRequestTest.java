package org.communique.archive.job;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class ImportRequestTest {
    @Test
    void needs_a_key_with_the_scope() {
        given().contentType("application/x-ndjson")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer realm=\"communique\"")
                .header("Cache-Control", "private, no-store");
        for (String authorization : List.of("Bearer wrong", "Basic eDp5", "Bearer", TestStore.KEY)) {
            given().header("Authorization", authorization)
                    .contentType("application/x-ndjson")
                    .body("{}".getBytes(StandardCharsets.UTF_8))
                    .post("/v1/imports")
                    .then()
                    .statusCode(401)
                    .body("type", equalTo("/problems/unauthorized"));
        }
        when().get("/v1/imports/" + UUID.randomUUID()).then().statusCode(401);
    }

    private io.restassured.specification.RequestSpecification keyed() {
        return given().header("Authorization", "Bearer " + TestStore.KEY);
    }

    @Test
    void answers_202_with_its_location() {
        keyed().contentType("application/x-ndjson")
                .body(new byte[0])
                .post("/v1/imports?announce=false")
                .then()
                .statusCode(202)
                .header("Location", matchesPattern("https://press\\.example\\.org/v1/imports/[0-9a-f-]{36}"))
                .header("Cache-Control", "private, no-store")
                .body("faultCount", equalTo(0));
    }

    @Test
    void takes_gzip_and_names_what_else_it_does_not() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"record\":\"field-of-work\",\"code\":\"import-gzip\"}".getBytes(StandardCharsets.UTF_8));
        }
        keyed().contentType("application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .body(packed.toByteArray())
                .post("/v1/imports")
                .then()
                .statusCode(202);
        keyed().contentType("application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .body("plain".getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("detail", containsString("gzip"));
        keyed().contentType("application/x-ndjson")
                .header("Content-Encoding", "br")
                .body("x".getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(415);
        keyed().contentType("application/json")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(415)
                .body("allowed", contains("application/x-ndjson"));
    }

    @Test
    void knows_only_its_own_parameters_and_imports() {
        keyed().contentType("application/x-ndjson")
                .body(new byte[0])
                .post("/v1/imports?anounce=false")
                .then()
                .statusCode(400)
                .body("errors[0].didYouMean", equalTo("announce"));
        keyed().get("/v1/imports/" + UUID.randomUUID()).then().statusCode(404);
        keyed().get("/v1/imports/x").then().statusCode(404);
    }

    @Test
    void the_same_archive_with_the_same_idempotency_key_is_taken_once() {
        String key = UUID.randomUUID().toString();
        byte[] archive = "{\"record\":\"field-of-work\",\"code\":\"import-once\"}".getBytes(StandardCharsets.UTF_8);
        String first = keyed().header("Idempotency-Key", key)
                .contentType("application/x-ndjson")
                .body(archive)
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        keyed().header("Idempotency-Key", key)
                .contentType("application/x-ndjson")
                .body(archive)
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .header("Location", first);
        keyed().header("Idempotency-Key", key)
                .contentType("application/x-ndjson")
                .body(new byte[0])
                .post("/v1/imports")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-key-reused"));
    }

    @Test
    void nothing_under_a_credential_may_be_kept() {
        keyed().get("/v1/imports/x").then().statusCode(404).header("Cache-Control", "private, no-store");
        keyed().get("/v1/drafts/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .header("Cache-Control", "private, no-store");
    }
}

package org.communique.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.communique.support.Desk;
import org.communique.support.LogLines;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class KeyTest {
    @Inject
    TestClock clock;

    private final Desk admin = Desk.chief();

    @AfterEach
    void clockGoesOn() {
        clock.go();
    }

    private JsonPath create(String more) {
        return admin.json()
                .body("{\"name\":\"k\",\"scopes\":[\"write:drafts\"]" + more + "}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .body("secret", startsWith("cq_"))
                .extract()
                .jsonPath();
    }

    private static int status(String secret) {
        return given().header("Authorization", "Bearer " + secret)
                .get("/v1/drafts")
                .statusCode();
    }

    @Test
    void a_secret_is_shown_once_and_kept_as_a_hash() {
        JsonPath key = create("");
        String id = key.getString("id");
        admin.keyed()
                .get("/v1/api-keys/" + id)
                .then()
                .statusCode(200)
                .body("", not(hasKey("secret")))
                .body("scopes", contains("write:drafts"));
        Assertions.assertFalse(admin.keyed().get("/v1/api-keys").asString().contains(key.getString("secret")));
        String kept =
                QuarkusTransaction.requiringNew().call(() -> ApiKey.<ApiKey>findById(UUID.fromString(id)).secretHash);
        Assertions.assertEquals(64, kept.length());
        Assertions.assertEquals(200, status(key.getString("secret")));
        admin.keyed().get("/v1/api-keys/" + id).then().body("lastUsedAt", notNullValue());
    }

    @Test
    void a_rotated_secret_works_beside_the_new_one_for_a_day() {
        JsonPath key = create("");
        String rotated = admin.json()
                .body("")
                .post("/v1/api-keys/" + key.getString("id") + "/rotate")
                .then()
                .statusCode(200)
                .body("previousSecretUntil", notNullValue())
                .extract()
                .path("secret");
        Assertions.assertEquals(200, status(key.getString("secret")));
        Assertions.assertEquals(200, status(rotated));
        clock.stopAt(Instant.now().plusSeconds(25 * 3_600));
        Assertions.assertEquals(401, status(key.getString("secret")));
        Assertions.assertEquals(200, status(rotated));
    }

    @Test
    void an_expired_and_a_revoked_key_open_nothing() {
        JsonPath expiring = create(",\"expiresAt\":\"" + Instant.now().plusSeconds(60) + "\"");
        Assertions.assertEquals(200, status(expiring.getString("secret")));
        JsonPath revoked = create("");
        admin.keyed().delete("/v1/api-keys/" + revoked.getString("id")).then().statusCode(204);
        Assertions.assertEquals(401, status(revoked.getString("secret")));
        admin.json()
                .body("")
                .post("/v1/api-keys/" + revoked.getString("id") + "/rotate")
                .then()
                .statusCode(409);
        clock.stopAt(Instant.now().plusSeconds(61));
        Assertions.assertEquals(401, status(expiring.getString("secret")));
    }

    @Test
    void bad_requests_are_refused() {
        admin.json()
                .body("{\"nme\":\"x\",\"scopes\":[\"publsh\"],\"expiresAt\":\"2001-01-01T00:00:00Z\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/name", "/nme", "/scopes/0", "/expiresAt"))
                .body("errors.find { it.pointer == '/scopes/0' }.didYouMean", equalTo("publish"));
        admin.keyed().get("/v1/api-keys/x").then().statusCode(404);
        Desk.with("no admin", "publish")
                .keyed()
                .get("/v1/api-keys")
                .then()
                .statusCode(403)
                .body("scope", equalTo("admin"));
    }

    @Test
    void secrets_are_not_in_the_log() {
        try (LogLines lines = LogLines.listen()) {
            JsonPath key = create("");
            String rotated = admin.keyed()
                    .post("/v1/api-keys/" + key.getString("id") + "/rotate")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("secret");
            String webhook = admin.json()
                    .body("{\"url\":\"http://127.0.0.1:9/hook?token=in-the-address\"}")
                    .post("/v1/subscriptions")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("secret");
            Assertions.assertEquals(200, status(rotated));
            Assertions.assertEquals(401, status("a-wrong-secret"));
            String log = String.join("\n", lines.lines());
            Assertions.assertTrue(log.contains("api-key.rotate"), log);
            for (String secret : List.of(
                    TestStore.KEY, key.getString("secret"), rotated, webhook, "a-wrong-secret", "in-the-address")) {
                Assertions.assertFalse(log.contains(secret), secret);
            }
        }
    }
}

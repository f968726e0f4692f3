package org.communique.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false, settings = "communique.access.guesses-per-minute=5")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuessTest {
    private static final int ALLOWED = 5;

    @Inject
    TestClock clock;

    private final Desk admin = Desk.chief();

    @AfterEach
    void clockGoesOn() {
        clock.go();
    }

    private static ValidatableResponse asked(String secret) {
        return given().header("Authorization", "Bearer " + secret)
                .get("/v1/drafts")
                .then();
    }

    private JsonPath key(String more) {
        return admin.json()
                .body("{\"name\":\"k\",\"scopes\":[\"write:drafts\"]" + more + "}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    @Order(1)
    @Test
    void a_key_that_was_valid_once_is_no_guess_and_is_told_what_became_of_it() {
        JsonPath revoked = key("");
        admin.keyed().delete("/v1/api-keys/" + revoked.getString("id")).then().statusCode(204);
        JsonPath expired = key(",\"expiresAt\":\"" + Instant.now().plusSeconds(60) + "\"");
        JsonPath rotated = key("");
        admin.keyed()
                .post("/v1/api-keys/" + rotated.getString("id") + "/rotate")
                .then()
                .statusCode(200);
        clock.stopAt(Instant.now().plusSeconds(25 * 3_600));
        for (int i = 0; i < 3 * ALLOWED; i++) {
            closed(revoked, "The API key was revoked at ");
            closed(expired, "The API key expired at ");
            closed(rotated, "The API key has a new secret");
        }
        asked("a-guess").statusCode(401).body("detail", equalTo("The API key is not known."));
    }

    private static void closed(JsonPath key, String reason) {
        asked(key.getString("secret"))
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer realm=\"communique\", error=\"invalid_token\"")
                .body("type", equalTo("/problems/unauthorized"))
                .body("detail", startsWith(reason));
    }

    @Order(2)
    @Test
    void guessing_is_throttled_and_a_valid_key_is_not() {
        for (int i = 1; i < ALLOWED; i++) {
            assertEquals(
                    401,
                    given().header("Authorization", "Bearer guess-" + i)
                            .get("/v1/drafts")
                            .statusCode());
        }
        given().header("Authorization", "Bearer guess")
                .get("/v1/drafts")
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("\\d+"))
                .header("Cache-Control", "private, no-store");
        Desk.chief().keyed().get("/v1/drafts").then().statusCode(200);
    }
}

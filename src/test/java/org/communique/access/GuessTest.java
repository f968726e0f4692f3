package org.communique.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false, settings = "communique.access.guesses-per-minute=5")
class GuessTest {
    @Test
    void guessing_is_throttled_and_a_valid_key_is_not() {
        for (int i = 0; i < 5; i++) {
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

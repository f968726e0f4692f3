package org.communique.http.pipeline;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.communique.support.Desk;
import org.communique.support.Drips;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service goes on while 2,000 connections drip bytes into bodies. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(
        settings = {"communique.receive.grace=6s", "communique.receive.body-timeout=7s", "communique.import.timeout=7s"
        })
class SlowBodiesTest {
    private static final int CONNECTIONS = 2_000;
    /** Many times what each takes, and far less than any of the drips. */
    private static final Duration PROMPT = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LIST = "/v1/press-releases";

    private static List<String> heads() {
        String key = "Authorization: Bearer " + TestStore.KEY + "\r\n";
        String json = "Content-Type: application/json\r\n";
        List<String> heads = new ArrayList<>();
        for (String expect : List.of("", "Expect: 100-continue\r\n")) {
            for (String operation : List.of(
                    "POST /hub HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                    "POST /v1/drafts HTTP/1.1\r\n" + json + key,
                    "PUT /v1/drafts/" + UUID.randomUUID() + " HTTP/1.1\r\n" + json + key,
                    "PUT /v1/countries/KZ HTTP/1.1\r\n" + json + key,
                    "POST /v1/imports HTTP/1.1\r\nContent-Type: application/x-ndjson\r\n" + key)) {
                heads.add(operation + "Host: localhost\r\nContent-Length: 10000\r\n" + expect + "\r\n");
            }
        }
        return heads;
    }

    private static Response promptly(int status, Supplier<Response> request) {
        long began = System.nanoTime();
        Response answer = request.get();
        Duration taken = Duration.ofNanos(System.nanoTime() - began);
        assertEquals(status, answer.statusCode(), answer.asString());
        assertTrue(taken.compareTo(PROMPT) < 0, "took " + taken);
        return answer;
    }

    @Test
    void dripping_bodies_keep_nobody_from_an_answer() throws IOException {
        // What is compiled and prepared at first is not what is looked at.
        Desk.chief().published("Before the rain");
        given().get(LIST);
        try (Drips drips = new Drips(CONNECTIONS, heads())) {
            for (int round = 0; round < 3; round++) {
                int limit = 30 + round;
                promptly(200, () -> given().get("/q/health/live"));
                promptly(200, () -> given().get("/q/health/ready"));
                promptly(200, () -> given().get(LIST));
                promptly(200, () -> given().get(LIST + "?limit=" + limit));
                String draft = promptly(
                                201,
                                () -> Desk.chief()
                                        .json()
                                        .body(Desk.content("In the rain " + limit, ""))
                                        .post("/v1/drafts"))
                        .path("id");
                promptly(200, () -> Desk.chief().json().body("{}").post("/v1/drafts/" + draft + "/publish"));
                promptly(200, () -> given().get(LIST + "/" + draft));
            }
            assertEquals(CONNECTIONS, drips.open(), "all of them are still at it: " + drips.answers());
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (drips.open() > 0 && System.nanoTime() < end) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            assertEquals(Map.of(408, CONNECTIONS), drips.answers());
            assertEquals(0, drips.open());
        }
    }
}

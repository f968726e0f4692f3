package org.communique.http.traffic;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.communique.http.pipeline.BehindProxy;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.Newsroom;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.communique.support.TestTicks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets, what every answer carries, and connections on which nothing comes. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@TestProfile(BehindProxy.class)
@FreshStore(
        settings = {
            "communique.limits.enabled=true",
            "communique.limits.reads-per-minute=" + LimitsTest.READS,
            "communique.limits.searches-per-minute=" + LimitsTest.SEARCHES,
            "communique.limits.writes-per-minute=" + LimitsTest.WRITES,
            "communique.cors.origins=https://a.example.org,https://b.example.org"
        })
class LimitsTest {
    private static final String LIST = "/v1/press-releases";
    static final int READS = 20;
    static final int SEARCHES = 4;
    static final int WRITES = 6;

    @Inject
    TestClock clock;

    @Inject
    TestTicks ticks;

    /** So that no budget fills up meanwhile. */
    @BeforeEach
    void stopTime() {
        ticks.stop();
    }

    @AfterEach
    void goOn() {
        ticks.go();
        clock.go();
    }

    private static RequestSpecification from(String address) {
        return given().header("X-Forwarded-For", address);
    }

    private static long left(Response answer) {
        String limit = answer.header("RateLimit");
        assertTrue(limit.matches("\"(read|search|write)\";r=\\d+;t=\\d+"), limit);
        return Long.parseLong(limit.replaceAll(".*r=(\\d+);.*", "$1"));
    }

    @Test
    void every_answer_says_what_is_left_and_304_and_410_are_free() {
        Response first = from("192.0.2.1").get(LIST);
        first.then().statusCode(200).header("RateLimit-Policy", "\"read\";q=" + READS + ";w=60");
        assertEquals(READS - 1, left(first));
        Response prepared = from("192.0.2.1").get(LIST);
        prepared.then().header("Cache-Status", containsString("hit"));
        assertEquals(READS - 2, left(prepared));
        Response unchanged = from("192.0.2.1")
                .header("If-None-Match", prepared.header("ETag"))
                .get(LIST);
        unchanged.then().statusCode(304);
        assertEquals(READS - 2, left(unchanged));
        Response unchangedUnprepared = from("192.0.2.1")
                .header("If-None-Match", prepared.header("ETag"))
                .header("Communique-Min-Sequence", "0")
                .header("Accept", "application/json")
                .get(LIST);
        unchangedUnprepared.then().statusCode(304);
        assertEquals(READS - 2, left(unchangedUnprepared));
        Response gone = from("192.0.2.1").get(LIST + "/" + Newsroom.RETRACTED_EXERCISE);
        gone.then().statusCode(410);
        assertEquals(READS - 2, left(gone));
        Response missing = from("192.0.2.1").get("/v1/nothing");
        missing.then().statusCode(404);
        assertEquals(READS - 3, left(missing));
        assertEquals(READS - 3, left(from("192.0.2.1").options(LIST)));
    }

    @Test
    void what_is_used_up_is_a_problem_and_others_go_on() {
        for (int i = 1; i <= READS; i++) {
            // One network is one client, whichever of its addresses asks.
            from("2001:db8:1:1::" + i).get(LIST).then().statusCode(200);
        }
        from("2001:db8:1:1::1")
                .get(LIST)
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", Integer.toString(60 / READS))
                .header("Cache-Control", "no-store")
                .header("RateLimit", "\"read\";r=0;t=60")
                .body("type", equalTo("/problems/too-many-requests"));
        ticks.advance(Duration.ofSeconds(60 / READS));
        from("2001:db8:1:1::1").get(LIST).then().statusCode(200);
        from("2001:db8:1:1::1").get(LIST).then().statusCode(429);
        from("2001:db8:1:2::1").get(LIST).then().statusCode(200);
        from("2001:db8:1:1::1").get("/q/health").then().statusCode(200).header("RateLimit", nullValue());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void a_clock_that_is_set_by_an_hour_neither_locks_a_budget_nor_fills_it(long hours) {
        String address = "2001:db8:2:" + (hours + 2) + "::1";
        for (int i = 1; i <= READS; i++) {
            from(address).get(LIST).then().statusCode(200);
        }
        clock.stopAt(clock.instant().plus(Duration.ofHours(hours)));
        from(address).get(LIST).then().statusCode(429).header("Retry-After", Integer.toString(60 / READS));
        ticks.advance(Duration.ofSeconds(60 / READS));
        from(address).get(LIST).then().statusCode(200);
        from(address).get(LIST).then().statusCode(429);
    }

    @Test
    void searches_and_writes_have_budgets_of_their_own() {
        Index.await();
        // The first of all takes long, and what is cut off by the time limit of connections is asked again and counts
        // again.
        from("192.0.2.2").get(LIST + "?q=ballot");
        from("192.0.2.2").get("/v1/suggestions?q=bal");
        for (int i = 0; i < SEARCHES; i++) {
            from("192.0.2.3")
                    .get(i % 2 == 0 ? LIST + "?q=ballot" : "/v1/suggestions?q=bal")
                    .then()
                    .statusCode(200);
        }
        from("192.0.2.3").get(LIST + "?limit=3&q=ballot").then().statusCode(429);
        from("192.0.2.3").get(LIST).then().statusCode(200);
        for (int i = 0; i < WRITES; i++) {
            from("192.0.2.3").post(LIST).then().statusCode(405);
        }
        from("192.0.2.3").post(LIST).then().statusCode(429);
        from("192.0.2.3").get(LIST).then().statusCode(200);
    }

    @Test
    void a_valid_key_has_a_budget_of_its_own_and_another_has_not() throws InterruptedException {
        String id = from("192.0.2.4")
                .header("Authorization", "Bearer " + TestStore.KEY)
                .contentType("application/json")
                .body("{\"name\":\"reader\",\"scopes\":[\"read:embargoed\"]}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        for (int i = 0; i < READS + 2; i++) {
            from("192.0.2.4").header("Authorization", "Bearer wrong-" + i).get(LIST);
        }
        from("192.0.2.4").get(LIST).then().statusCode(429);
        Response keyed =
                from("192.0.2.4").header("Authorization", "Bearer " + id).get(LIST);
        for (int i = 0; i < 100 && keyed.statusCode() == 429; i++) {
            // Known as soon as it was looked up, which does not keep the first request waiting.
            Thread.sleep(50);
            keyed = from("192.0.2.4").header("Authorization", "Bearer " + id).get(LIST);
        }
        keyed.then().statusCode(200);
        assertEquals(READS - 1, left(keyed));
        // Public reads are the same for everybody.
        keyed.then().header("Vary", not(containsString("Authorization")));
    }

    @Test
    void browsers_are_told_what_not_to_do() {
        for (String path : List.of(LIST, LIST, LIST + ".atom", "/v1/nothing", "/v1/countries/KZ")) {
            from("192.0.2.5")
                    .get(path)
                    .then()
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                    .header("Cross-Origin-Resource-Policy", "cross-origin")
                    .header("Strict-Transport-Security", "max-age=31536000")
                    .header("Server", nullValue());
        }
        from("192.0.2.5").get("/").then().header("Content-Security-Policy", containsString("style-src"));
    }

    @Test
    void a_search_costs_the_same_in_every_spelling() {
        String least = "/v1/press-releases?limit=1&";
        for (String spelled : List.of("q=word", "%71=word", "lang=en&%71=word", "q")) {
            from("192.0.2.9")
                    .urlEncodingEnabled(false)
                    .get(least + spelled)
                    .then()
                    .header("RateLimit", containsString("search"));
        }
        for (String path : List.of("/v1/%73uggestions?q=el", "//v1/suggestions?q=el", "/v1/suggestions/?q=el")) {
            from("192.0.2.9").urlEncodingEnabled(false).get(path).then().header("RateLimit", containsString("search"));
        }
        for (String spelled : List.of("lang=en", "q%2Ein=title", "lang=en%26q=a")) {
            from("192.0.2.9")
                    .urlEncodingEnabled(false)
                    .get(least + spelled)
                    .then()
                    .header("RateLimit", containsString("read"));
        }
    }

    @Test
    void only_the_origins_of_the_configuration_may_read() {
        for (String origin : List.of("https://a.example.org", "https://b.example.org", "https://a.example.org")) {
            from("192.0.2.6")
                    .header("Origin", origin)
                    .get(LIST + "?limit=7")
                    .then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Origin", origin)
                    .header("Vary", containsString("Origin"));
        }
        from("192.0.2.6")
                .header("Origin", "https://c.example.org")
                .get(LIST + "?limit=7")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Vary", containsString("Origin"));
    }

    @Test
    void connections_on_which_nothing_comes_harm_nobody_and_are_closed() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
                slow.add(socket);
                socket.getOutputStream().write("GET /v1 HTTP/1.1\r\nHost: a\r\nX-".getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 5; i++) {
                from("192.0.2.7").get(LIST + "?limit=" + (i + 1)).then().statusCode(200);
            }
            for (Socket socket : slow) {
                socket.setSoTimeout(20_000);
                assertEquals(-1, end(socket));
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static int end(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException open) {
            return 0;
        } catch (IOException reset) {
            return -1;
        }
    }
}

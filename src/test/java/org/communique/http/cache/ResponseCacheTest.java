package org.communique.http.cache;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.communique.http.HttpConfig;
import org.communique.sequence.SequenceWatch;
import org.communique.support.FreshStore;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** How long answers are kept, how many, and how often one is made. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(settings = "communique.cache.size=" + ResponseCacheTest.SIZE_IN_KIBI + "K")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ResponseCacheTest {
    private static final String LIST = "/v1/press-releases";
    private static final int KIBI = 1_024;
    static final int SIZE_IN_KIBI = 256;

    private static final int SIZE = SIZE_IN_KIBI * KIBI;

    private static final int AT_ONCE = 30;
    private static final int STAMPEDES = 10;
    /** For so long the sequence is taken for known; an older look at the store lets nothing be answered from memory. */
    private static final Duration CURRENT = Duration.ofSeconds(1);

    @Inject
    TestClock clock;

    @Inject
    HttpConfig config;

    @Inject
    SequenceWatch watch;

    @Inject
    ResponseCache responseCache;

    @TestHTTPResource
    URI base;

    private Instant line;

    @BeforeEach
    void stopAtALine() {
        long step = config.editorial().grid().toMillis();
        line = Instant.ofEpochMilli(Math.floorDiv(Instant.now().toEpochMilli(), step) * step);
        clock.stopAt(line);
    }

    @AfterEach
    void clockGoesOn() {
        clock.go();
    }

    @Test
    void an_answer_is_kept_to_the_next_line_of_the_grid() {
        String path = LIST + "?limit=11";
        Instant next = line.plus(config.editorial().grid());
        given().get(path).then().header("Cache-Status", endsWith("stored"));
        clock.stopAt(next.minusMillis(1));
        given().get(path).then().header("Cache-Status", endsWith("hit"));
        clock.stopAt(next);
        given().get(path).then().header("Cache-Status", endsWith("stored"));
        given().get(path).then().header("Cache-Status", endsWith("hit"));
    }

    /** The last, as it leaves no room for others. */
    @Test
    @Order(Integer.MAX_VALUE)
    void no_more_is_kept_than_there_is_room_for() {
        List<String> paths = IntStream.rangeClosed(1, 100)
                .mapToObj(number -> LIST + "?view=full&limit=" + number)
                .toList();
        long asked = 0;
        for (String path : paths) {
            asked += given().get(path).asByteArray().length;
        }
        assertTrue(asked > 2 * SIZE, asked + " bytes are more than there is room for");
        long kept = 0;
        for (String path : paths) {
            var answer = given().head(path);
            kept += answer.header("Cache-Status").endsWith("hit") ? Long.parseLong(answer.header("Content-Length")) : 0;
        }
        assertTrue(kept > 0, "some are kept");
        assertTrue(kept <= SIZE, kept + " bytes are kept");
    }

    /** Does not count a stampede in which the service, on a busy machine, may not have looked at the store for too long. */
    @Test
    void what_many_ask_for_at_once_is_made_once() {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        int counted = 0;
        for (int stampede = 0; counted < STAMPEDES; stampede++) {
            assertTrue(stampede < 10 * STAMPEDES, "only " + counted + " stampedes were fast enough");
            HttpRequest request = HttpRequest.newBuilder(
                            base.resolve(LIST + "?view=full&limit=1&from=" + (1990 + stampede) + "-02-03"))
                    .build();
            Duration age = watch.age();
            long began = System.nanoTime();
            List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                asked.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            }
            List<HttpResponse<String>> answers =
                    asked.stream().map(CompletableFuture::join).toList();
            answers.forEach(answer -> assertEquals(200, answer.statusCode()));
            assertEquals(1, answers.stream().map(HttpResponse::body).distinct().count());
            if (age.plusNanos(System.nanoTime() - began).compareTo(CURRENT) < 0) {
                assertEquals(1, made(answers), request.uri().toString());
                counted++;
            }
        }
    }

    private static long made(List<HttpResponse<String>> answers) {
        return answers.stream()
                .filter(answer -> answer.headers()
                        .firstValue("Cache-Status")
                        .orElseThrow()
                        .contains("fwd="))
                .count();
    }

    @Test
    void late_notice_of_a_number_leaves_the_answers_that_were_made_for_it() {
        String path = LIST + "?limit=12";
        given().get(path).then().header("Cache-Status", endsWith("stored"));
        responseCache.dropBefore(watch.known());
        given().get(path).then().header("Cache-Status", endsWith("hit"));
        responseCache.dropBefore(watch.known() + 1);
        given().get(path).then().header("Cache-Status", endsWith("stored"));
    }

    @Test
    void every_answer_says_what_the_cache_did() {
        for (String path : List.of(
                "/v1",
                LIST,
                LIST + "?limit=0",
                LIST + "?q=ballot",
                LIST + ".atom",
                LIST + ".csv",
                LIST + "/no-such-release",
                "/v1/countries",
                "/v1/changes",
                "/v1/audit",
                "/v1/no-such-collection",
                "/sitemap.xml",
                "/q/health",
                "/")) {
            given().get(path).then().header("Cache-Status", startsWith("communique; "));
            given().head(path).then().header("Cache-Status", startsWith("communique; "));
            given().post(path).then().header("Cache-Status", "communique; fwd=method");
        }
        given().header("Accept", "image/png").get(LIST).then().statusCode(406).header("Cache-Status", endsWith("miss"));
        String validator = given().get("/v1").header("ETag");
        given().header("If-None-Match", validator)
                .get("/v1")
                .then()
                .statusCode(304)
                .header("Cache-Status", "communique; hit");
    }
}

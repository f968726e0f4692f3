package org.communique.http.request;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.communique.support.RawHttp;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class BadRequestTest {
    @Test
    void the_head_of_a_stream_ends_and_the_connection_goes_on() throws IOException {
        RawHttp.Answer answer = RawHttp.send("HEAD /v1/changes/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "GET /v1/none HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertEquals(200, answer.status(), answer.head());
        assertTrue(answer.body().contains("HTTP/1.1 404"), answer.body());
    }

    @Test
    void a_percent_sign_is_decoded_once_beside_a_semicolon_too() throws IOException {
        RawHttp.Answer answer = RawHttp.get("/v1/subscriptions/%25/none/text/html;q=2");
        assertEquals(404, answer.status(), answer.head());
        assertTrue(answer.isProblem(), answer.body());
    }

    @Test
    void sixty_kilobytes_of_address_are_too_long() throws IOException {
        RawHttp.Answer answer = RawHttp.get("/v1/press-releases?country=" + "x".repeat(60_000));
        assertEquals(414, answer.status());
        assertTrue(answer.isProblem(), answer.body());
    }

    /** Twice as long takes at most a little more than twice as long: nothing that an address meets is quadratic. */
    @Test
    void a_long_segment_is_not_found_and_costs_no_more_than_it_is_long() throws IOException {
        for (String path :
                List.of("/v1/press-releases/%s", "/v1/countries/%s", "/v1/press-releases.%s", "/%s", "/q/%s")) {
            RawHttp.Answer answer = RawHttp.get(path.formatted("b".repeat(UriCheck.LONGEST_SEGMENT + 1)));
            assertEquals(404, answer.status(), path);
            assertTrue(answer.isProblem(), answer.body());
            assertTrue(answer.head().contains("Cache-Control: public"), answer.head());
        }
        long shorter = leastNanos("/v1/press-releases/" + "b".repeat(7_500));
        long longer = leastNanos("/v1/press-releases/" + "b".repeat(15_000));
        assertTrue(longer < 3 * shorter + 5_000_000, shorter + " ns became " + longer + ": four times is quadratic");
    }

    private static long leastNanos(String target) throws IOException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            long began = System.nanoTime();
            assertEquals(404, RawHttp.get(target).status());
            least = Math.min(least, System.nanoTime() - began);
        }
        return least;
    }

    @Test
    void too_large_headers_are_refused() throws IOException {
        RawHttp.Answer answer = RawHttp.send("GET /v1 HTTP/1.1\r\nHost: localhost\r\nX-Much: " + "x".repeat(40_000)
                + "\r\nConnection: close\r\n\r\n");
        assertEquals(431, answer.status());
        assertTrue(answer.head().contains("Cache-Control: no-store"), answer.head());
        assertTrue(answer.isProblem(), answer.body());
    }

    @Test
    void a_request_without_a_host_is_a_problem() throws IOException {
        RawHttp.Answer answer = RawHttp.send("GET /v1 HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertEquals(400, answer.status());
        assertTrue(answer.isProblem(), answer.head() + answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"})
    void a_method_that_does_not_work_here_names_those_that_do(String method) throws IOException {
        RawHttp.Answer answer = RawHttp.send(method
                + " /v1/press-releases HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertEquals(405, answer.status(), answer.head());
        assertTrue(answer.isProblem(), answer.body());
        assertTrue(answer.head().contains("Allow: GET, HEAD, OPTIONS"), answer.head());
    }

    @Test
    void a_body_of_forty_megabytes_is_too_large_where_no_archive_is_taken() throws IOException {
        byte[] head =
                ("POST /v1/press-releases HTTP/1.1\r\nHost: localhost\r\nContent-Length: 41943040\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        RawHttp.Answer answer = RawHttp.send(java.util.Arrays.copyOf(head, head.length + 41_943_040));
        assertEquals(413, answer.status());
        assertTrue(answer.isProblem(), answer.body());
    }

    @Test
    void forty_megabytes_of_junk_as_an_archive_are_one_fault() {
        byte[] junk = new byte[41_943_040];
        java.util.Arrays.fill(junk, (byte) 'x');
        var job = org.communique.support.Archives.importing(junk);
        assertEquals("completed", job.getString("status"));
        assertEquals(List.of("too-long"), job.getList("faults.code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*"})
    void an_accept_that_rules_json_out_is_a_406(String accept) {
        given().header("Accept", accept)
                .get("/v1/press-releases")
                .then()
                .statusCode(406)
                .header("Content-Type", "application/problem+json");
    }

    @Test
    void a_bad_date_or_validator_in_a_header_is_ignored_as_the_rfc_says() {
        given().header("If-None-Match", "junk, \"")
                .header("If-Modified-Since", "junk")
                .get("/v1")
                .then()
                .statusCode(200);
    }

    @Test
    void credentials_in_a_public_read_are_not_looked_at() {
        given().header("Authorization", "Bearer junk")
                .get("/v1/countries")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("public"));
    }

    @Test
    void an_unknown_path_is_a_problem_whatever_the_browser_accepts() {
        given().header("Accept", "text/html")
                .get("/no/such/page")
                .then()
                .statusCode(404)
                .header("Content-Type", "application/problem+json")
                .body("instance", equalTo("/no/such/page"));
    }
}

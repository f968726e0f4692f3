package org.communique.web;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.communique.support.RawHttp;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class BadInputTest {
    /** Values that are junk for some parameter, already percent-encoded. */
    private static final List<String> JUNK = List.of(
            "",
            "-1",
            "0",
            "999999999",
            "99999999999999999999",
            "1e9",
            "0x10",
            "1.5",
            "NaN",
            "null",
            "true",
            "TRUE",
            "yes",
            "%20",
            "%27%3B%20drop%20table%20press_release%3B--",
            "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "..%2F..%2Fetc%2Fpasswd",
            "%F0%90%8D%88",
            "%E2%80%AE",
            "%0A",
            "%5B%5D",
            "%7B%22a%22%3A1%7D",
            "a,b,,c",
            ",,,",
            "*",
            "%2A%3A%2A",
            "en-",
            "zz-Zz-ZZ-9",
            "2024-02-30",
            "2024-1-1",
            "2024-01-01T25:00:00Z",
            "00000000-0000-0000-0000-000000000000",
            encode("\ud83d\udcf0".repeat(50)),
            "x".repeat(10_000));

    /** What no address may hold, in any place. */
    private static final List<String> UNREADABLE =
            List.of("%00", "%zz", "%", "%4", "%ff", "%c3%28", "%ed%a0%80", "%1f", "%7f");

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Every readable address of the contract with the names of its query parameters. */
    private static Map<String, List<String>> reads() {
        Map<String, Map<String, Object>> paths =
                when().get("/q/openapi?format=json").then().extract().jsonPath().getMap("paths");
        Map<String, List<String>> reads = new java.util.TreeMap<>();
        paths.forEach((path, operations) -> {
            if (operations.containsKey("get")) {
                List<String> names = new ArrayList<>();
                Object parameters = ((Map<?, ?>) operations.get("get")).get("parameters");
                for (Object parameter : parameters == null ? List.of() : (List<?>) parameters) {
                    Map<?, ?> one = (Map<?, ?>) parameter;
                    if ("query".equals(one.get("in"))) {
                        names.add(one.get("name").toString());
                    } else if (one.containsKey("$ref")) {
                        String name = one.get("$ref").toString().replaceAll(".*/", "");
                        names.add(
                                name.equals("since")
                                        ? "from"
                                        : name.equals("until")
                                                ? "to"
                                                : name.equals("termName")
                                                        ? "name"
                                                        : name.startsWith("term")
                                                                ? "limit"
                                                                : name.startsWith("unit")
                                                                        ? name.substring(4)
                                                                                .toLowerCase()
                                                                        : name);
                    }
                }
                reads.put(path, names);
            }
        });
        return reads;
    }

    private static RawHttp.Answer get(String target) throws IOException {
        String key = target.matches("/v1/(imports|drafts|embargoed|api-keys|audit).*")
                ? "Authorization: Bearer " + TestStore.KEY + "\r\n"
                : "";
        RawHttp.Answer answer =
                RawHttp.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + key + "Connection: close\r\n\r\n");
        assertTrue(answer.status() < 500, answer.status() + " for " + target);
        assertTrue(answer.status() < 400 || answer.isProblem(), target + " answered " + answer.head() + answer.body());
        return answer;
    }

    @Test
    void junk_in_every_parameter_of_every_read_is_a_problem_that_names_it_or_harmless() throws IOException {
        int refused = 0;
        Map<String, List<String>> reads = reads();
        assertTrue(reads.size() >= 13, reads.keySet().toString());
        for (Map.Entry<String, List<String>> read : reads.entrySet()) {
            String path = read.getKey()
                    .replace("{code}", "policing")
                    .replace("{slug}", "not-found")
                    .replace("{id}", "5b1c0f6e-0001-4a7e-9c21-3d2f8a6b0001");
            List<String> names = new ArrayList<>(read.getValue());
            names.add("no-such-parameter");
            for (String name : names) {
                for (String junk : JUNK) {
                    RawHttp.Answer answer = get(path + "?" + name + "=" + junk);
                    if (answer.status() == 400) {
                        refused++;
                        assertTrue(
                                answer.body().contains("\"name\":\"" + name + "\""),
                                name + "=" + junk + ": " + answer.body());
                    }
                }
            }
        }
        assertTrue(refused > 1_000, "most of it is refused: " + refused);
    }

    @Test
    void junk_in_the_place_of_an_id_or_a_code_is_a_404() throws IOException {
        for (String path : reads().keySet()) {
            if (path.contains("{")) {
                for (String junk : JUNK) {
                    String target = path.replaceAll("\\{\\w+}", junk.isEmpty() ? "%20" : junk);
                    int expected =
                            junk.equals("%0A") ? 400 : target.length() > RequestGuard.LONGEST_ADDRESS ? 414 : 404;
                    assertEquals(expected, get(target).status(), target);
                }
            }
        }
    }

    @Test
    void an_address_that_cannot_be_read_is_a_400_that_names_the_place() throws IOException {
        for (String junk : UNREADABLE) {
            for (String path : List.of("/v1/press-releases/", "/v1/countries/", "/", "/problems/", "/q/", "/v1/")) {
                RawHttp.Answer answer = get(path + junk);
                assertEquals(400, answer.status(), path + junk);
                assertTrue(answer.body().contains("\"in\":\"path\""), answer.body());
            }
            RawHttp.Answer answer = get("/v1/press-releases?from=2024-01-01&country=" + junk);
            assertEquals(400, answer.status(), junk);
            assertTrue(answer.body().contains("\"name\":\"country\""), answer.body());
        }
    }

    @Test
    void a_cursor_that_was_made_up_is_refused() {
        String next = when().get("/v1/press-releases?limit=1&sort=title")
                .then()
                .extract()
                .path("links.next");
        String sound = next.replaceAll(".*cursor=([^&]+).*", "$1");
        for (Cursor forged : List.of(
                new Cursor("sort=title", false, List.of("zz")),
                new Cursor("sort=title", false, List.of("zz", "not-a-uuid")),
                new Cursor("sort=nonsense", false, List.of("a", "b")),
                new Cursor("country=KY", false, List.of("a", "b", "c")),
                new Cursor("limit=5000&x=1&sort=%zz", false, List.of("a", "b")),
                new Cursor("", true, List.of("2010-07-08", "99999999999999999999", "x")),
                new Cursor("", true, List.of("+999999999-01-01", "0", "5b1c0f6e-0001-4a7e-9c21-3d2f8a6b0001")))) {
            given().queryParam("cursor", forged.encode())
                    .get("/v1/press-releases")
                    .then()
                    .statusCode(400)
                    .header("Content-Type", "application/problem+json");
            given().queryParam("cursor", forged.encode())
                    .get("/v1/countries")
                    .then()
                    .statusCode(org.hamcrest.Matchers.lessThan(500));
        }
        given().queryParam("cursor", sound.substring(1))
                .get("/v1/press-releases")
                .then()
                .statusCode(400)
                .body("errors.name", hasItem("cursor"));
    }

    @Nested
    class Requests {
        @Test
        void sixty_kilobytes_of_address_are_too_long() throws IOException {
            RawHttp.Answer answer = RawHttp.get("/v1/press-releases?country=" + "x".repeat(60_000));
            assertEquals(414, answer.status());
            assertTrue(answer.isProblem(), answer.body());
        }

        @Test
        void too_large_headers_are_refused() throws IOException {
            RawHttp.Answer answer = RawHttp.send("GET /v1 HTTP/1.1\r\nHost: localhost\r\nX-Much: " + "x".repeat(40_000)
                    + "\r\nConnection: close\r\n\r\n");
            assertEquals(431, answer.status());
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
            RawHttp.Answer answer = RawHttp.send(
                    method
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
        @CsvSource({"text/html", "application/xml", "'image/*'", "junk"})
        void an_accept_that_rules_json_out_is_a_406(String accept) {
            given().header("Accept", accept)
                    .get("/v1/press-releases")
                    .then()
                    .statusCode(org.hamcrest.Matchers.oneOf(406, 400))
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
}

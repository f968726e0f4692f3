package org.communique.http.pipeline;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
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
import org.communique.http.request.Cursor;
import org.communique.support.RawHttp;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;

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
            // A stream that is asked for in earnest does not end.
            if (operations.containsKey("get") && !path.endsWith("/stream")) {
                List<String> names = new ArrayList<>();
                Object parameters = ((Map<?, ?>) operations.get("get")).get("parameters");
                for (Object parameter : parameters == null ? List.of() : (List<?>) parameters) {
                    Map<?, ?> one = (Map<?, ?>) parameter;
                    if ("query".equals(one.get("in"))) {
                        names.add(one.get("name").toString());
                    } else if (one.containsKey("$ref")) {
                        names.add(named(one.get("$ref").toString().replaceAll(".*/", "")));
                    }
                }
                reads.put(path, names);
            }
        });
        return reads;
    }

    /** What a shared parameter of the contract is called in a request. */
    private static String named(String shared) {
        return switch (shared) {
            case "since" -> "from";
            case "until" -> "to";
            case "termName" -> "name";
            case "termLimit", "suggestionLimit", "relatedLimit" -> "limit";
            case "unitType" -> "type";
            case "unitView" -> "view";
            case "typed" -> "q";
            case "qIn" -> "q.in";
            default -> shared;
        };
    }

    private static RawHttp.Answer get(String target) throws IOException {
        String key = target.matches("/v1/(imports|drafts|embargoed|api-keys|audit|subscriptions|recalls).*")
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
                    .replace("{format}", "jsonld")
                    .replace("{id}", "5b1c0f6e-0001-4a7e-9c21-3d2f8a6b0001");
            List<String> names = new ArrayList<>(read.getValue());
            names.add("no-such-parameter");
            for (String name : names) {
                for (String junk : JUNK) {
                    String needed = path.equals("/v1/suggestions") && !name.equals("q") ? "q=ele&" : "";
                    RawHttp.Answer answer = get(path + "?" + needed + name + "=" + junk);
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
                            junk.equals("%0A") ? 400 : target.length() > RequestPipeline.LONGEST_ADDRESS ? 414 : 404;
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
}

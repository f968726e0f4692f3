package org.communique.http.pipeline;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.communique.http.request.Parameters;
import org.communique.support.Operations;
import org.communique.support.Operations.Operation;
import org.communique.support.RawConnection;
import org.communique.support.RawHttp;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read in a header is refused or ignored, and never a fault of the service. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class MalformedHeaderTest {
    /** One value of so many is sent. */
    private static final int STEP = 20;

    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "Access-Control-Request-Headers",
            "Access-Control-Request-Method",
            "Authorization",
            "Cache-Control",
            "Communique-Min-Sequence",
            "Content-Encoding",
            "Content-Language",
            "Content-Type",
            "Cookie",
            "Date",
            "Expect",
            "Forwarded",
            "Host",
            "Idempotency-Key",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "If-Range",
            "If-Unmodified-Since",
            "Last-Event-ID",
            "Max-Forwards",
            "Origin",
            "Prefer",
            "Range",
            "Referer",
            "TE",
            "traceparent",
            "tracestate",
            "Upgrade",
            "User-Agent",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-HTTP-Method-Override");

    private static final List<String> VALUES = List.of(
            "",
            ";",
            ",",
            ";,;=,",
            "=",
            "/",
            "*/",
            "a/b;q=x",
            "\"",
            "a/b;x=\"",
            "\u0080\u00ff",
            "%zz",
            "-1",
            "99999999999999999999",
            "bytes=9-1,-,0-",
            "Thu, 99 Foo 2020 25:61:61 GMT",
            "W/\"",
            "a,".repeat(2_000),
            "<[{(",
            "text/plain;charset=nope",
            "application/json;charset=nope",
            "multipart/form-data",
            "Bearer",
            "Basic :::",
            "http://[",
            "$Version=1; a");

    /** Pages and documents beside the contract, and addresses of which nothing is to be found. */
    private static final List<String> OTHERS = List.of(
            "/",
            "/q/openapi",
            "/q/swagger-ui/",
            "/q/health",
            "/q/metrics",
            "/problems/not-found",
            "/v1/press-releases.json",
            "/v1/press-releases.atom",
            "/nothing");

    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>(Operations.all());
        OTHERS.forEach(path -> all.add(new Operation("GET", path, List.of(), null)));
        return all;
    }

    private static String address(Operation operation) {
        // An import would begin in earnest.
        return operation.address() + (operation.path().equals("/v1/imports") ? "?dryRun=perhaps" : "");
    }

    /** Each operation gets some of the values in each header, the next operation the next ones. */
    @Test
    void no_header_of_no_operation_is_a_fault_of_the_service() throws IOException {
        List<String> wrong = new ArrayList<>();
        int turn = 0;
        try (RawConnection connection = new RawConnection()) {
            for (Operation operation : operations()) {
                turn++;
                for (String header : HEADERS) {
                    for (int i = (turn + HEADERS.indexOf(header)) % STEP; i < VALUES.size(); i += STEP) {
                        String value = VALUES.get(i);
                        int status = connection.send(operation.request(address(operation), Map.of(header, value)));
                        if (status < 200 || status >= 500) {
                            wrong.add(operation + " with " + header + ": " + Parameters.shown(value) + " is " + status);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(turn > 80, turn + " operations");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "", "junk, text/;q=1, \"a/b"})
    void an_accept_that_cannot_be_read_is_ignored_everywhere_alike(String accept) throws IOException {
        try (RawConnection connection = new RawConnection()) {
            for (Operation operation : operations()) {
                if (operation.method().equals("GET") && !operation.path().endsWith("/stream")) {
                    String address = address(operation);
                    int without = connection.send(operation.request(address, Map.of()));
                    int with = connection.send(operation.request(address, Map.of("Accept", accept)));
                    assertEquals(without, with, operation + " with Accept: " + accept);
                }
            }
        }
    }

    @Test
    void what_can_be_read_of_an_accept_counts() {
        given().header("Accept", ";, text/csv, /")
                .get("/v1/press-releases")
                .then()
                .header("Vary", "Accept, Accept-Encoding, Communique-Min-Sequence")
                .contentType("text/csv");
        given().header("Accept", ",;,text/html")
                .get("/problems/not-found")
                .then()
                .contentType("text/html");
        given().header("Accept", ";, image/png").get("/v1").then().statusCode(406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/press-releases/%7Bx%7D.json",
                "/v1/press-releases/{x}.json",
                "/v1/press-releases/%25zz.json",
                "/v1/press-releases/%2541.json",
                "/v1/countries/%7Bcode%7D.json",
                "/v1/countries/%22.json",
                "/v1/countries/.json",
                "/v1/organizational-units/.jsonld",
                "/v1/press-releases/.json",
                "/v1/press-releases/.ninjs",
                "/v1/countries/;a=b",
                "/v1/;/countries",
                "/v1/fields-of-work/;/merge",
                "/;"
            })
    void an_address_that_is_no_name_is_not_found(String address) throws IOException {
        RawHttp.Answer answer = RawHttp.get(address);
        assertEquals(404, answer.status(), answer.body());
        assertTrue(answer.isProblem(), answer.body());
    }

    @Test
    void a_query_is_read_alike_under_every_address_of_a_list() throws IOException {
        for (String query : List.of("q=\"a\"|{x}^`", "q=%7Bx%7D", "q=a%26b%3Dc", "q=a%3Bsort%3Ddate", "q=a%2Bb")) {
            RawHttp.Answer plain = RawHttp.get("/v1/press-releases?" + query);
            assertEquals(200, plain.status(), plain.body());
            assertEquals(
                    plain.body(),
                    RawHttp.get("/v1/press-releases.json?" + query).body());
        }
        for (String address : List.of("/v1/press-releases", "/v1/press-releases.json")) {
            // Nobody can have the answer to one kept for the other.
            assertEquals(400, RawHttp.get(address + "?limit=1;country=KG").status());
            assertEquals(400, RawHttp.get(address + "?limit=1%3Bcountry=KG").status());
            assertEquals(400, RawHttp.get(address + "?country=KG&COUNTRY=KZ").status());
            assertEquals(
                    400,
                    RawHttp.get(address + "?" + "country=KG&".repeat(1_001)).status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/%63hanges", "//v1//changes", "/v1/./changes", "/v1/changes;a=b", "/v1/changes/"})
    void other_spellings_of_a_path_are_as_fresh(String path) throws IOException {
        RawHttp.Answer answer = RawHttp.get(path);
        assertEquals(200, answer.status());
        assertTrue(answer.head().contains("Cache-Control: no-cache"), answer.head());
    }
}

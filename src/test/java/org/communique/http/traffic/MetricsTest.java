package org.communique.http.traffic;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import org.communique.support.Desk;
import org.communique.support.Metrics;
import org.communique.support.Operations;
import org.communique.support.RawConnection;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;

/** What {@code /q/metrics} says to anybody. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class MetricsTest {
    private static final String READS =
            "http_server_requests_seconds_count{method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/v1/press-releases\"";

    private final Desk desk = Desk.chief();

    @Test
    void public_reads_are_counted() {
        double before = reads();
        given().get("/v1/press-releases").then().statusCode(200);
        assertEquals(before + 1, reads());
        given().get("/q/metrics").then().header("Cache-Control", equalTo("no-store"));
    }

    @Test
    void what_leads_nowhere_makes_no_series_of_its_own() {
        double before = counted("method=\"OTHER\",");
        given().request("BREW", "/v1/press-releases").then().statusCode(405);
        given().get("/v1/no-such-thing-" + Desk.newId()).then().statusCode(404);
        assertEquals(before + 1, counted("method=\"OTHER\","));
        assertTrue(counted("method=\"GET\",outcome=\"CLIENT_ERROR\",status=\"404\",uri=\"NOT_FOUND\"") > 0);
        assertFalse(Metrics.text().contains("no-such-thing"));
        assertFalse(Metrics.text().contains("BREW"));
    }

    @Test
    void what_comes_from_memory_counts_for_its_operation() {
        String read = "method=\"GET\",outcome=\"REDIRECTION\",status=\"304\",uri=\"/v1/countries/{code}\"";
        String tag = given().get("/v1/countries/CH").header("ETag");
        double before = counted(read);
        for (int i = 0; i < 3; i++) {
            given().header("If-None-Match", tag).get("/v1/countries/CH").then().statusCode(304);
        }
        assertEquals(before + 3, counted(read));
    }

    private static double reads() {
        return sum(READS);
    }

    private static double counted(String labels) {
        return sum("http_server_requests_seconds_count{" + labels);
    }

    private static double sum(String beginning) {
        return Metrics.read().entrySet().stream()
                .filter(series -> series.getKey().startsWith(beginning))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @Test
    void what_needs_a_key_leaves_no_trace_whatever_it_is_answered() {
        given().get("/v1").then().statusCode(200);
        Map<String, Double> before = Metrics.read();
        assertFalse(before.isEmpty());
        String id = desk.draft(Desk.content("Not counted", ""));
        desk.read(id).then().statusCode(200);
        desk.read(Desk.newId()).then().statusCode(404);
        desk.patch(id, "{\"place\":\"X\"}").statusCode(200);
        desk.verb(id, "schedule", "{\"publishAt\":\"2001-01-01T00:00:00Z\"}").statusCode(422);
        desk.verb(id, "unschedule", "{}").statusCode(409);
        desk.verb(id, "retract", "{}").statusCode(404);
        desk.keyed().get("/v1/drafts").then().statusCode(200);
        desk.keyed().urlEncodingEnabled(false).get("/v1/%64rafts").then().statusCode(200);
        desk.keyed().get("/v1/embargoed").then().statusCode(200);
        desk.keyed().get("/v1/audit").then().statusCode(200);
        desk.keyed().get("/v1/api-keys").then().statusCode(200);
        desk.keyed().get("/v1/imports/x").then().statusCode(404);
        given().get("/v1/drafts/" + id).then().statusCode(401);
        given().post("/v1/drafts/" + id + "/publish").then().statusCode(401);
        desk.verb(Desk.newId(), "publish", "{}").statusCode(404);
        assertEquals(before, Metrics.read());
    }

    /** With a key and without, found or not. */
    @Test
    void no_write_and_no_operation_with_a_key_is_counted() throws IOException {
        given().get("/v1").then().statusCode(200);
        Map<String, Double> before = Metrics.read();
        int asked = 0;
        try (RawConnection connection = new RawConnection()) {
            for (Operations.Operation operation : Operations.all()) {
                boolean keyed = operation
                        .path()
                        .matches("/v1/(drafts|embargoed|api-keys|audit|imports|subscriptions|recalls).*");
                boolean hub = operation.path().equals("/hub");
                if (keyed || !operation.method().equals("GET") && !hub) {
                    String also = operation.path().equals("/v1/imports") ? "?dryRun=perhaps" : "";
                    connection.send(operation.request(operation.address() + also, Map.of()));
                    connection.send(
                            operation.request(operation.address() + also, Map.of("Authorization", "Bearer no")));
                    connection.send(operation.request("/" + operation.address() + also, Map.of()));
                    asked++;
                }
            }
        }
        assertTrue(asked > 50, asked + " operations");
        assertEquals(before, Metrics.read());
    }

    @Test
    void nothing_sums_up_all_requests() {
        given().get("/v1").then().statusCode(200);
        String text = Metrics.text();
        assertTrue(text.contains("http_server_requests_seconds_count"), text);
        for (String name :
                new String[] {"http_server_bytes", "worker_pool", "agroal", "hibernate", "draft", "embargo"}) {
            assertFalse(text.contains(name), name);
        }
    }
}

package org.communique.archive.job;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.communique.support.Archives.ended;
import static org.communique.support.Archives.importing;
import static org.communique.support.Archives.releases;
import static org.communique.support.Archives.start;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Imports end when they are cancelled, and take turns. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false, settings = "communique.import.turn=50ms")
class ImportCancelTest {
    /** Takes many times longer than what is done meanwhile. */
    private static final int MANY = 6_000;

    @Inject
    ImportSpool spool;

    private static JsonPath read(String path) {
        return Desk.chief().keyed().get(path).then().statusCode(200).extract().jsonPath();
    }

    private static JsonPath await(String path, Predicate<JsonPath> condition) throws InterruptedException {
        for (int i = 0; i < 3_000; i++) {
            JsonPath job = read(path);
            if (condition.test(job)) {
                return job;
            }
            Thread.sleep(10);
        }
        throw new AssertionError(read(path).prettify());
    }

    private static ValidatableResponse cancel(String path) {
        return Desk.chief().keyed().delete(path).then();
    }

    private static int count() {
        return given().get("/v1/press-releases?limit=1").jsonPath().getInt("meta.total");
    }

    private static boolean isRunning(JsonPath job) {
        return job.getString("status").equals("running");
    }

    @Test
    void a_running_one_ends_at_once_and_keeps_and_counts_what_is_in() throws InterruptedException {
        int before = count();
        byte[] archive = releases("cancelled", MANY);
        String path = start("", archive);
        await(path, job -> job.getInt("lines") > 20);
        JsonPath cancelled = cancel(path)
                .statusCode(200)
                .header("Cache-Control", "private, no-store")
                .body("status", equalTo("cancelled"))
                .body("queuePosition", nullValue())
                .body("timeLeft", nullValue())
                .body("detail", containsString("cancelled"))
                .extract()
                .jsonPath();
        int created = cancelled.getInt("created");
        assertThat(created, greaterThan(0));
        assertThat(created, lessThan(MANY));
        // Whatever it was at has ended once another import has.
        importing("{\"record\":\"meeting-series\",\"code\":\"after-cancelling\",\"names\":{\"en\":\"After\"}}");
        assertEquals(created, count() - before);
        assertEquals(cancelled.getMap(""), read(path).getMap(""));
        assertEquals(
                cancelled.getMap(""),
                cancel(path).statusCode(200).extract().jsonPath().getMap(""));
        assertEquals(Set.of(), spool.present());
        String id = path.substring(path.lastIndexOf('/') + 1);
        JsonPath audit = Desk.chief().keyed().get("/v1/audit?subject=" + id).jsonPath();
        assertEquals(
                1,
                audit.getList("data.findAll { it.action == 'import.cancel' && it.subject.id == '" + id + "' }")
                        .size(),
                audit.prettify());
    }

    @Test
    void a_dry_run_ends_too_and_one_that_waits_never_begins() throws InterruptedException {
        String first = start("?dryRun=true", releases("dry", MANY));
        String second = start("", releases("waiting", 50));
        String third = start("", releases("waiting too", 1));
        await(first, job -> job.getInt("lines") > 0);
        assertEquals(0, read(first).getInt("queuePosition"));
        assertEquals(1, read(second).getInt("queuePosition"));
        assertEquals(2, read(third).getInt("queuePosition"));
        cancel(second).statusCode(200).body("lines", equalTo(0));
        UUID waiting = UUID.fromString(second.substring(second.lastIndexOf('/') + 1));
        assertTrue(!spool.present().contains(waiting), "its archive is deleted at once");
        assertEquals(1, read(third).getInt("queuePosition"));
        cancel(first).statusCode(200);
        assertEquals(1, ended(third).getInt("created"));
        JsonPath never = read(second);
        assertEquals("cancelled", never.getString("status"));
        assertEquals(0, never.getInt("lines"));
        assertNull(never.get("queuePosition"));
        assertEquals(
                0,
                given().get("/v1/press-releases?q=%22Release+49%22").jsonPath().getInt("meta.total"));
    }

    @Test
    void only_what_runs_can_be_cancelled_and_only_with_the_scope() throws InterruptedException {
        byte[] term = "{\"record\":\"meeting-series\",\"code\":\"completed\",\"names\":{\"en\":\"Completed\"}}"
                .getBytes(StandardCharsets.UTF_8);
        String path = start("", term);
        ended(path);
        cancel(path)
                .statusCode(409)
                .body("type", equalTo("/problems/illegal-move"))
                .body("moves.size()", equalTo(0));
        assertEquals("completed", read(path).getString("status"));
        cancel("/v1/imports/" + UUID.randomUUID()).statusCode(404);
        cancel("/v1/imports/x").statusCode(404);
        cancel(path + "?force=true").statusCode(400);
        when().delete(path).then().statusCode(401);
        Desk.with("No importer", "publish").keyed().delete(path).then().statusCode(403);
        String other = start("", releases("of another", MANY));
        await(other, job -> job.getInt("lines") > 0);
        Desk.with("Another importer", "import").keyed().delete(other).then().statusCode(200);
        assertEquals("cancelled", read(other).getString("status"));
    }

    @Test
    void keys_take_turns_and_imports_of_one_key_follow_each_other() throws InterruptedException {
        String large = start("", releases("large", MANY));
        String behind = start("", releases("behind", 1));
        await(large, job -> job.getInt("lines") > 0);
        for (int i = 0; i < 2; i++) {
            String location = Desk.with("Small " + i, "import")
                    .keyed()
                    .contentType("application/x-ndjson")
                    .body(releases("small " + i, 5))
                    .post("/v1/imports")
                    .then()
                    .statusCode(202)
                    .body("queuePosition", equalTo(0))
                    .extract()
                    .header("Location");
            assertEquals(5, ended(URI.create(location).getPath()).getInt("created"));
        }
        JsonPath still = read(large);
        assertTrue(isRunning(still), still.prettify());
        assertEquals(0, read(behind).getInt("lines"));
        assertEquals(1, read(behind).getInt("queuePosition"));
        int lines = still.getInt("lines");
        await(large, job -> job.getInt("lines") > lines);
        cancel(large).statusCode(200);
        assertEquals(1, ended(behind).getInt("created"));
    }

    @Test
    void a_dry_run_keeps_what_it_knows_from_turn_to_turn() throws InterruptedException {
        String large = start("", releases("beside", MANY));
        await(large, job -> job.getInt("lines") > 0);
        StringBuilder lines = new StringBuilder(
                "{\"record\":\"field-of-work\",\"code\":\"known-in-turns\",\"names\":{\"en\":\"Known\"}}\n");
        lines.append(new String(releases("dry turns", 150), StandardCharsets.UTF_8)
                .replace("\"originalLanguage\"", "\"fieldsOfWork\":[\"known-in-turns\"],\"originalLanguage\""));
        String location = Desk.with("Dry runner", "import")
                .keyed()
                .contentType("application/x-ndjson")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?dryRun=true")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        JsonPath dry = ended(URI.create(location).getPath());
        assertTrue(isRunning(read(large)), "there were turns");
        cancel(large).statusCode(200);
        assertEquals(151, dry.getInt("created"), dry.prettify());
        assertThat(read(large).getString("status"), equalTo("cancelled"));
        assertEquals(0, dry.getInt("faultCount"));
    }
}

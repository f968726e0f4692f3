package org.communique.editorial;

import static io.restassured.RestAssured.given;
import static org.communique.support.Desk.content;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.Locks;
import org.communique.support.Metrics;
import org.communique.support.Newsroom;
import org.communique.support.RawHttp;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class EmbargoTest {
    /** Later than any other test's time, so that what this one publishes is the last change. */
    private static final Instant BEFORE = Instant.parse("2050-01-01T09:59:30Z");

    private static final Instant DUE = Instant.parse("2050-01-01T10:00:00Z");

    @Inject
    TestClock clock;

    @Inject
    AgroalDataSource store;

    private final Desk desk = Desk.chief();

    @AfterEach
    void clockGoesOn() {
        clock.go();
    }

    private String schedule(String title, String more) {
        String id = desk.draft(content(
                title, ",\"countries\":[\"MC\"],\"externalIds\":[{\"system\":\"e\",\"id\":\"" + title + "\"}]"));
        desk.verb(id, "schedule", "{\"publishAt\":\"" + DUE + "\"" + more + "}")
                .statusCode(200)
                .body("state", equalTo("scheduled"));
        return id;
    }

    /** Every public address of the contract, as it stands and with what could tell of the draft. */
    private static List<String> addresses(String id) {
        List<String> addresses = new ArrayList<>(List.of(
                "/",
                "/problems",
                "/problems/gone",
                "/v1",
                "/v1/navigation",
                "/v1/nothing",
                "/q/openapi",
                "/q/health",
                "/q/health/ready",
                "/v1/search/status",
                "/v1/suggestions?q=embargo",
                "/v1/exports/archive.ndjson",
                "/v1/press-releases.ndjson",
                "/v1/press-releases.csv?country=MC",
                "/v1/press-releases.jsonld?limit=100",
                path(id) + ".jsonld",
                path(id) + ".ninjs",
                path(id) + ".txt",
                path(id),
                path(id) + "/revisions",
                path(id) + "?lang=en",
                path("embargoed-title"),
                path("embargoed-title-2"),
                path(Newsroom.RETRACTED_EXERCISE),
                path(Newsroom.WITHDRAWN_BEACHES)));
        for (String list : List.of(
                "fields-of-work",
                "countries",
                "countries/MC",
                "organizational-units",
                "organizational-units?view=tree",
                "meeting-series")) {
            addresses.add("/v1/" + list);
        }
        for (String query : List.of(
                "",
                "?view=full&limit=100",
                "?country=MC",
                "?from=2032-03-04&to=2032-03-04",
                "?sort=title",
                "?sort=-updatedAt",
                "?sort=-publishedAt",
                "?lang=en",
                "?upToDate=false",
                "?page=2",
                "?status=published",
                "?q=embargoed",
                "?q=embargoed-title&country=MC&highlight=true&facets=country,month",
                "?q=embargoedd",
                "?facets=fieldOfWork,country,source,language,year,month,meeting&limit=1",
                "?publishedFrom=2050-01-01T00:00:00Z")) {
            addresses.add("/v1/press-releases" + query);
        }
        for (String format : List.of("atom", "rss", "jsonfeed")) {
            for (String query : List.of("", "?country=MC", "?limit=100", "?archive=2032-03")) {
                addresses.add("/v1/press-releases." + format + query);
            }
        }
        addresses.addAll(List.of("/sitemap.xml", "/sitemap-2032-1.xml"));
        return addresses;
    }

    private static Map<String, String> answers(String id) throws IOException {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String address : addresses(id)) {
            RawHttp.Answer answer = RawHttp.get(address);
            answers.put(address, answer.head() + "\n\n" + answer.body());
        }
        return answers;
    }

    @Test
    void nothing_public_tells_of_an_embargo_before_its_instant_and_everything_does_after() throws Exception {
        clock.stopAt(BEFORE);
        Index.await();
        String id = Desk.newId();
        // Asked for before, and by each address's own spelling, so that both times below it comes from memory.
        answers(id);
        answers(id);
        Map<String, Double> before = Metrics.read();
        Map<String, String> without = answers(id);
        Map<String, Double> grown = Metrics.growth(before, Metrics.read());
        desk.json()
                .body(content("Embargoed title", ",\"countries\":[\"MC\"]"))
                .put("/v1/drafts/" + id)
                .then()
                .statusCode(201);
        desk.verb(id, "schedule", "{\"publishAt\":\"" + DUE + "\",\"embargoed\":true}")
                .statusCode(200);
        before = Metrics.read();
        Map<String, String> with = answers(id);
        assertEquals(grown, Metrics.growth(before, Metrics.read()), "metrics");
        without.forEach((address, answer) -> assertEquals(answer, with.get(address), address));
        assertTrue(without.size() > 30);

        Desk partner = Desk.with("partner", "read:embargoed");
        partner.keyed()
                .get("/v1/embargoed")
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-store")
                .body("data.id", hasItem(id));
        partner.keyed()
                .get("/v1/embargoed/" + id)
                .then()
                .statusCode(200)
                .body("title", equalTo("Embargoed title"))
                .body("publishAt", equalTo("2050-01-01T10:00:00.000Z"))
                .body("publishedAt", equalTo("2050-01-01T10:00:00.000Z"));
        given().get("/v1/embargoed/" + id).then().statusCode(401);
        Desk.with("no partner", "publish").keyed().get("/v1/embargoed").then().statusCode(403);

        clock.stopAt(DUE);
        awaitLive(id);
        given().get(path(id))
                .then()
                .body("publishedAt", equalTo("2050-01-01T10:00:00.000Z"))
                .body("slug", equalTo("embargoed-title"));
        given().get("/v1/press-releases?country=MC").then().body("data.id", contains(id));
        partner.keyed().get("/v1/embargoed/" + id).then().statusCode(404);
        desk.verb(id, "retract", "{}").statusCode(200);
    }

    private static void awaitLive(String id) throws InterruptedException {
        long start = System.nanoTime();
        while (given().get(path(id)).statusCode() != 200) {
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30), "it is live");
            Thread.sleep(20);
        }
    }

    @Test
    void only_instants_of_the_grid_in_the_future_will_do() {
        clock.stopAt(BEFORE);
        String id = desk.draft(content("Off the grid", ""));
        desk.verb(id, "schedule", "{\"publishAt\":\"2050-01-01T10:00:20Z\"}")
                .statusCode(422)
                .body("errors[0].code", equalTo("off-the-grid"))
                .body("errors[0].allowed", contains("2050-01-01T10:00:00.000Z", "2050-01-01T10:01:00.000Z"));
        desk.verb(id, "schedule", "{\"publishAt\":\"2049-01-01T10:00:00Z\"}")
                .statusCode(422)
                .body("errors[0].code", equalTo("in-the-past"));
        desk.verb(id, "schedule", "{\"publishAt\":\"tomorrow\",\"embargo\":true}")
                .statusCode(400)
                .body("errors.size()", equalTo(2));
        desk.verb(id, "schedule", "{}").statusCode(422);
        String incomplete = desk.draft("{\"texts\":{}}");
        desk.verb(incomplete, "schedule", "{\"publishAt\":\"" + DUE + "\"}").statusCode(422);
        desk.verb(id, "unschedule", "{}").statusCode(409).body("moves", contains("publish", "schedule", "discard"));
    }

    @Test
    void a_scheduled_draft_changes_only_with_the_scope_publish_and_stays_publishable() {
        clock.stopAt(BEFORE);
        String id = schedule("Approved", "");
        Desk writer = Desk.with("scheduled writer", "write:drafts");
        writer.patch(id, "{\"place\":\"X\"}").statusCode(403).body("scope", equalTo("publish"));
        desk.patch(id, "{\"texts\":{\"en\":{\"title\":null}}}").statusCode(422);
        desk.patch(id, "{\"place\":\"Y\"}")
                .statusCode(200)
                .body("state", equalTo("scheduled"))
                .body("place", equalTo("Y"));
        desk.verb(id, "unschedule", "{}")
                .statusCode(200)
                .body("state", equalTo("draft"))
                .body("publishAt", nullValue());
        writer.patch(id, "{\"place\":\"X\"}").statusCode(200);
    }

    @Test
    void what_falls_due_and_cannot_be_published_fails_aloud() throws Exception {
        clock.stopAt(BEFORE);
        String id = desk.published("Live before");
        desk.patch(id, "{\"place\":\"X\"}").statusCode(201);
        desk.verb(id, "schedule", "{\"publishAt\":\"" + DUE + "\"}").statusCode(200);
        Archives.importing("{\"record\":\"press-release\",\"id\":\"" + id + "\","
                + content("Live moved", "").substring(1));
        clock.stopAt(DUE);
        for (int i = 0; i < 50 && !"schedule-failed".equals(desk.read(id).path("state")); i++) {
            Thread.sleep(20);
        }
        desk.read(id).then().body("state", equalTo("schedule-failed")).body("faults.code", contains("live-moved"));
        desk.keyed()
                .queryParam("state", "schedule-failed")
                .get("/v1/drafts")
                .then()
                .body("data.id", hasItem(id));
        desk.keyed()
                .queryParam("subject", id)
                .get("/v1/audit")
                .then()
                .body("data[0].action", equalTo("draft.schedule-failed"))
                .body("data[0].actor.name", equalTo("clock"));
    }

    @Test
    void a_draft_that_another_node_publishes_at_the_same_instant_is_left_alone() throws Exception {
        clock.stopAt(BEFORE);
        String id = schedule("Other node", "");
        String witness = schedule("Due as well", "");
        try (Connection node = store.getConnection()) {
            node.setAutoCommit(false);
            try (Statement statement = node.createStatement()) {
                // The other node has its turn, and has dealt with the draft when it ends it.
                statement.executeUpdate("update sequence_counter set turns = turns + 1");
                statement.executeUpdate("delete from draft where id = '" + id + "'");
                clock.stopAt(DUE);
                Locks.awaitWaiter(store);
                node.commit();
            }
        }
        // Once this one is live, the clock has seen all that was due.
        awaitLive(witness);
        given().get(path(id)).then().statusCode(404);
        desk.keyed().queryParam("subject", id).get("/v1/audit").then().body("data.actor.name", not(hasItem("clock")));
    }
}

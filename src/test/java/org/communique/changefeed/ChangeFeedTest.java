package org.communique.changefeed;

import static io.restassured.RestAssured.given;
import static org.communique.support.Desk.content;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.communique.support.Api;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class ChangeFeedTest {
    private final Desk desk = Desk.chief();

    private static long now() {
        return Long.parseLong(given().get("/v1").header("Communique-Sequence"));
    }

    private static ValidatableResponse changes(long after, String more) {
        return given().urlEncodingEnabled(false)
                .get("/v1/changes?after=" + after + more)
                .then()
                .statusCode(200);
    }

    private static final String IN_KAZAKHSTAN = ",\"countries\":[\"KZ\"]";

    @Nested
    class Following {
        @Test
        void a_life_comes_as_its_changes_in_order() {
            long start = now();
            String id = desk.published("A whole life");
            desk.verb(id, "withdraw", "{\"reason\":\"Wrong figures\"}").statusCode(200);
            desk.verb(id, "restore", "{}").statusCode(200);
            desk.patch(id, "{\"place\":\"Vienna\"}").statusCode(201);
            desk.verb(id, "publish", "{}").statusCode(200);
            String other = desk.published("In its place");
            desk.verb(id, "retract", "{\"reason\":\"Never true\",\"replacedBy\":\"" + other + "\"}")
                    .statusCode(200);
            changes(start, "")
                    .header("Cache-Control", "no-cache")
                    .header("Communique-Sequence", Long.toString(start + 6))
                    .body(
                            "data.type",
                            equalTo(List.of(
                                    "press-release.published",
                                    "press-release.withdrawn",
                                    "press-release.restored",
                                    "press-release.revised",
                                    "press-release.published",
                                    "press-release.retracted")))
                    .body(
                            "data.sequence",
                            equalTo(List.of(
                                    (int) start + 1,
                                    (int) start + 2,
                                    (int) start + 3,
                                    (int) start + 4,
                                    (int) start + 5,
                                    (int) start + 6)))
                    .body("data[1].reason", equalTo("Wrong figures"))
                    .body("data[3].subject.revision", equalTo(4))
                    .body("data[5].subject.kind", equalTo("press-release"))
                    .body("data[5].subject.id", equalTo(id))
                    .body("data[5].subject.href", equalTo("/v1/press-releases/" + id))
                    .body("data[5].reason", equalTo("Never true"))
                    .body("data[5].replacedBy", equalTo(other))
                    .body("data.mustRemove", equalTo(List.of(false, false, false, false, false, true)))
                    .body("data[0]", not(hasKey("data")))
                    .body("meta.sequence", equalTo((int) start + 6))
                    .body("meta.store", matchesPattern("[0-9a-f-]{36}"))
                    .body("links", not(hasKey("next")));
        }

        @Test
        void a_page_says_where_to_go_on() {
            long start = now();
            desk.published("First of two");
            desk.published("Second of two");
            String next = changes(start, "&limit=1")
                    .body("data", hasSize(1))
                    .body("meta.sequence", equalTo((int) start + 1))
                    .body("links.next", equalTo("/v1/changes?after=" + (start + 1) + "&limit=1"))
                    .extract()
                    .path("links.next");
            given().urlEncodingEnabled(false).get(next).then().body("data.sequence", equalTo(List.of((int) start + 2)));
        }

        @Test
        void nothing_new_still_says_the_last_number_and_the_time() {
            long start = now();
            Instant before = Instant.now().minusMillis(1);
            String time = changes(start, "")
                    .body("data", empty())
                    .body("meta.sequence", equalTo((int) start))
                    .body("meta.time", notNullValue())
                    .extract()
                    .path("meta.time");
            assertTrue(Instant.parse(time).isAfter(before), time);
        }

        @Test
        void with_data_each_release_comes_as_the_change_left_it() {
            long start = now();
            String id = desk.published("With data, first");
            desk.patch(id, "{\"texts\":{\"en\":{\"title\":\"With data, second\"}}}")
                    .statusCode(201);
            desk.verb(id, "publish", "{}").statusCode(200);
            changes(start, "&include=data")
                    .body("data.data.title", equalTo(List.of("With data, first", "With data, second")))
                    .body("data.data.revision", equalTo(List.of(1, 2)))
                    .body("data[0].data.body.text", equalTo("Body of With data, first"));
            desk.verb(id, "retract", "{}").statusCode(200);
            changes(start, "&include=data").body("data.data", equalTo(java.util.Arrays.asList(null, null, null)));
        }

        @Test
        void changes_of_terms_pass_every_filter() {
            long start = now();
            desk.json().body("{\"names\":{\"en\":\"A followed series\"}}").put("/v1/meeting-series/followed-series");
            changes(start, "&country=KZ")
                    .body("data[0].type", equalTo("term.changed"))
                    .body("data[0].subject.kind", equalTo("meeting-series"))
                    .body("data[0].subject.id", equalTo("followed-series"))
                    .body("data[0].subject.revision", nullValue())
                    .body("data[0].subject.href", equalTo("/v1/meeting-series/followed-series"))
                    .body("data[0].mustRemove", equalTo(false));
        }

        @Test
        void a_tombstone_that_came_by_import_is_told_to_those_who_follow_everything() {
            long start = now();
            String id = Desk.newId();
            Archives.importing(
                    "{\"record\":\"press-release\",\"id\":\"" + id
                            + "\",\"status\":\"retracted\",\"retraction\":{\"reason\":\"Old\",\"at\":\"2020-01-01T00:00:00Z\"}}");
            changes(start, "").body("data.type", equalTo(List.of("press-release.retracted")));
            changes(start, "&country=KZ").body("data", empty()).body("meta.sequence", equalTo((int) start + 1));
        }
    }

    @Nested
    class JudgedByAFilter {
        @Test
        void what_enters_keeps_its_type_and_what_leaves_must_be_removed() {
            String id = desk.published("Travels");
            long start = now();
            desk.patch(id, "{\"countries\":[\"KZ\"]}").statusCode(201);
            desk.verb(id, "publish", "{}").statusCode(200);
            desk.patch(id, "{\"countries\":[\"FI\"]}").statusCode(201);
            desk.verb(id, "publish", "{}").statusCode(200);
            changes(start, "&country=KZ")
                    .body("data.type", equalTo(List.of("press-release.revised", "press-release.left-view")))
                    .body("data.mustRemove", equalTo(List.of(false, true)))
                    .body("data[1].subject.revision", equalTo(3));
            changes(start, "&country=CH").body("data", empty()).body("meta.sequence", equalTo((int) start + 2));
            changes(start, "&country=KZ&include=data").body("data[1].data.revision", equalTo(3));
        }

        @Test
        void withdrawing_leaves_the_view_of_those_who_want_published_ones() {
            String id = desk.draft(content("Withdrawn from view", IN_KAZAKHSTAN));
            desk.verb(id, "publish", "{}").statusCode(200);
            long start = now();
            desk.verb(id, "withdraw", "{}").statusCode(200);
            changes(start, "&status=published").body("data.type", equalTo(List.of("press-release.left-view")));
            changes(start, "&status=withdrawn").body("data.type", equalTo(List.of("press-release.withdrawn")));
            changes(start, "").body("data.type", equalTo(List.of("press-release.withdrawn")));
            desk.verb(id, "retract", "{}").statusCode(200);
            changes(start + 1, "&status=published").body("data", empty());
            changes(start + 1, "&country=KZ").body("data.type", equalTo(List.of("press-release.retracted")));
        }

        @Test
        void a_closed_term_is_followed_on_and_a_merged_one_says_what_it_has_become() {
            desk.json().body("{\"names\":{\"en\":\"One\"}}").put("/v1/meeting-series/closed-one");
            desk.json().body("{\"activeTo\":\"2020-01-01\"}").post("/v1/meeting-series/closed-one/close");
            changes(now(), "&meeting=closed-one").body("data", empty());
            desk.json()
                    .body("{\"into\":\"review-conferences\"}")
                    .post("/v1/meeting-series/closed-one/merge")
                    .then()
                    .statusCode(200);
            for (String path : List.of("/v1/changes", "/v1/press-releases/digest")) {
                given().get(path + "?meeting=closed-one")
                        .then()
                        .statusCode(400)
                        .header("Cache-Control", "no-cache")
                        .body("type", equalTo("/problems/term-merged"))
                        .body("errors[0].code", equalTo("term-merged"))
                        .body("errors[0].name", equalTo("meeting"))
                        .body("errors[0].didYouMean", equalTo("review-conferences"));
            }
        }
    }

    @Nested
    class Waiting {
        @Test
        void an_answer_comes_as_soon_as_there_is_a_change() throws Exception {
            long start = now();
            Api api = new Api();
            CompletableFuture<Api.Answer> waiting =
                    CompletableFuture.supplyAsync(() -> api.get("/v1/changes?after=" + start + "&wait=20&country=KZ"));
            CompletableFuture<Api.Answer> witness =
                    CompletableFuture.supplyAsync(() -> api.get("/v1/changes?after=" + start + "&wait=20"));
            desk.published("Not for those who wait");
            assertEquals(1, witness.get(20, TimeUnit.SECONDS).json().at("/data").size());
            assertTrue(!waiting.isDone(), "what the filter leaves out wakes nobody");
            String id = desk.draft(content("Awaited", IN_KAZAKHSTAN));
            desk.verb(id, "publish", "{}").statusCode(200);
            Api.Answer answer = waiting.get(5, TimeUnit.SECONDS);
            assertEquals(id, answer.json().at("/data/0/subject/id").asText());
        }

        @Test
        void an_idle_answer_comes_when_the_time_is_over() {
            long start = now();
            long begun = System.nanoTime();
            changes(start, "&wait=1").body("data", empty()).body("meta.sequence", equalTo((int) start));
            assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() >= 1_000);
        }
    }

    @Nested
    class BadInput {
        @Test
        void every_fault_at_once_with_its_reason() {
            given().get(
                            "/v1/changes?after=-1&q=peace&upToDate=true&source.descendants=true&wait=31&limit=0&include=all&x=1")
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.name",
                            containsInAnyOrder(
                                    "after", "q", "upToDate", "source.descendants", "wait", "limit", "include", "x"))
                    .body("errors.find { it.name == 'q' }.code", equalTo("not-in-changes"));
        }

        @Test
        void beyond_the_end_there_is_nothing_to_follow() {
            long end = now();
            given().get("/v1/changes?after=" + (end + 1000))
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("/problems/after-beyond-end"))
                    .body("errors.code", hasItem("after-beyond-end"))
                    .body("store", notNullValue());
        }

        @Test
        void a_number_that_is_not_reached_yet_is_a_503() {
            given().header("Communique-Min-Sequence", Long.toString(now() + 1000))
                    .get("/v1/changes?after=0")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "1");
        }
    }
}

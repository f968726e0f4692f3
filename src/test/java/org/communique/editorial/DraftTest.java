package org.communique.editorial;

import static io.restassured.RestAssured.given;
import static org.communique.support.Desk.content;
import static org.communique.support.Newsroom.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.communique.support.Desk;
import org.communique.support.Newsroom;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class DraftTest {
    private final Desk desk = Desk.chief();

    @Nested
    class Writing {
        @Test
        void a_new_draft_has_a_location_and_is_not_public() {
            Response created = desk.json().body(content("Not public", "")).post("/v1/drafts");
            String id = created.then()
                    .statusCode(201)
                    .header("ETag", startsWith("\"d"))
                    .header("Cache-Control", "private, no-store")
                    .body("state", equalTo("draft"))
                    .body("basedOn", nullValue())
                    .body("texts.en.title", equalTo("Not public"))
                    .extract()
                    .path("id");
            assertEquals("https://press.example.org/v1/drafts/" + id, created.header("Location"));
            given().get(path(id)).then().statusCode(404);
            given().get(path("not-public")).then().statusCode(404);
            given().get("/v1/drafts/" + id).then().statusCode(401);
        }

        @Test
        void it_may_be_incomplete_and_what_was_cleaned_out_is_reported() {
            desk.json()
                    .body(
                            "{\"texts\":{\"en\":{\"body\":{\"html\":\"<p onclick='x()'>a<script>b</script></p><a href='javascript:x'>c</a>\"}}}}")
                    .post("/v1/drafts")
                    .then()
                    .statusCode(201)
                    .body("removed.pointer", contains("/texts/en/body/html"))
                    .body("removed[0].elements", contains("p[onclick]", "script", "a[href]"))
                    .body("texts.en.body.html", equalTo("<p>a</p><a>c</a>"));
        }

        @Test
        void put_makes_one_under_the_clients_id_and_needs_if_match_from_then_on() {
            String id = Desk.newId();
            String etag = desk.json()
                    .body(content("Own id", ""))
                    .put("/v1/drafts/" + id)
                    .then()
                    .statusCode(201)
                    .extract()
                    .header("ETag");
            desk.json()
                    .body(content("Own id", ""))
                    .put("/v1/drafts/" + id)
                    .then()
                    .statusCode(428)
                    .body("type", equalTo("/problems/precondition-required"));
            String second = desk.json()
                    .header("If-Match", etag)
                    .body(content("Own id two", ""))
                    .put("/v1/drafts/" + id)
                    .then()
                    .statusCode(200)
                    .body("texts.en.title", equalTo("Own id two"))
                    .extract()
                    .header("ETag");
            desk.json()
                    .header("If-Match", etag)
                    .body(content("Own id", ""))
                    .put("/v1/drafts/" + id)
                    .then()
                    .statusCode(412);
            desk.keyed()
                    .header("If-Match", etag)
                    .delete("/v1/drafts/" + id)
                    .then()
                    .statusCode(412);
            desk.keyed().delete("/v1/drafts/" + id).then().statusCode(428);
            desk.keyed()
                    .header("If-Match", second)
                    .delete("/v1/drafts/" + id)
                    .then()
                    .statusCode(204);
            desk.keyed().get("/v1/drafts/" + id).then().statusCode(404);
        }

        @Test
        void a_merge_patch_changes_sets_and_removes() {
            String id = desk.draft(content("Patched", ",\"place\":\"Vienna\",\"fieldsOfWork\":[\"policing\"]"));
            desk.patch(
                            id,
                            "{\"place\":null,\"fieldsOfWork\":[\"youth\",\"elections\"],\"texts\":{\"en\":{\"summary\":\"S\"},"
                                    + "\"fr\":{\"title\":\"Titre\"}}}")
                    .statusCode(200)
                    .body("place", nullValue())
                    .body("fieldsOfWork", contains("youth", "elections"))
                    .body("texts.en.summary", equalTo("S"))
                    .body("texts.en.title", equalTo("Patched"))
                    .body("texts.fr.title", equalTo("Titre"));
        }

        @Test
        void what_was_read_can_be_sent_back_whole() {
            String id = desk.draft(content("Round", ",\"contacts\":[{\"name\":\"Press Desk\"}]"));
            Response read = desk.read(id);
            desk.json()
                    .header("If-Match", read.header("ETag"))
                    .body(read.asByteArray())
                    .put("/v1/drafts/" + id)
                    .then()
                    .statusCode(200)
                    .body("contacts[0].name", equalTo("Press Desk"));
        }

        @Test
        void a_retracted_id_cannot_be_used_again() {
            desk.json()
                    .body(content("Again", ""))
                    .put("/v1/drafts/" + Newsroom.RETRACTED_EXERCISE)
                    .then()
                    .statusCode(410);
            desk.json()
                    .body("{}")
                    .post("/v1/drafts/" + Newsroom.RETRACTED_EXERCISE + "/publish")
                    .then()
                    .statusCode(410);
        }
    }

    @Nested
    class Of_a_live_release {
        @Test
        void the_working_copy_equals_what_is_live_until_it_is_touched() {
            String id = desk.published("Live copy");
            Response copy = desk.read(id);
            copy.then()
                    .statusCode(200)
                    .body("state", equalTo("live"))
                    .body("basedOn", equalTo(1))
                    .header("ETag", "\"r1\"");
            desk.verb(id, "publish", "{}")
                    .statusCode(409)
                    .body("type", equalTo("/problems/illegal-move"))
                    .body("moves", equalTo(List.of()));
            desk.patch(id, "{\"place\":\"Oslo\"}")
                    .statusCode(201)
                    .body("state", equalTo("draft"))
                    .body("basedOn", equalTo(1));
            given().get(path(id)).then().body("place", nullValue()).body("revision", equalTo(1));
            desk.keyed()
                    .header("If-Match", desk.read(id).header("ETag"))
                    .delete("/v1/drafts/" + id)
                    .then()
                    .statusCode(204);
            desk.read(id).then().body("state", equalTo("live")).body("place", nullValue());
        }
    }

    @Nested
    class Lists {
        @Test
        void by_state_and_by_who_touched_it() {
            Desk other = Desk.with("other desk", "write:drafts");
            String id = other.draft(content("Listed", ""));
            desk.keyed()
                    .queryParam("touchedBy", "other desk")
                    .get("/v1/drafts")
                    .then()
                    .statusCode(200)
                    .body("data.id", contains(id))
                    .body("meta.total", equalTo(1))
                    .body("data[0].texts.en.title", equalTo("Listed"));
            desk.keyed()
                    .queryParam("state", "scheduled")
                    .get("/v1/drafts")
                    .then()
                    .body("data.state", everyItem(equalTo("scheduled")));
            desk.keyed()
                    .queryParam("state", "sheduled")
                    .get("/v1/drafts")
                    .then()
                    .statusCode(400)
                    .body("errors[0].didYouMean", equalTo("scheduled"));
        }

        @Test
        void page_by_page() {
            for (int i = 0; i < 3; i++) {
                desk.draft(content("Page " + i, ""));
            }
            String next = desk.keyed()
                    .queryParam("limit", 2)
                    .get("/v1/drafts")
                    .then()
                    .body("data.size()", equalTo(2))
                    .extract()
                    .path("links.next");
            desk.keyed()
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .body("data.id", not(nullValue()));
        }
    }

    @Test
    void the_audit_log_tells_who_did_what() {
        Desk officer = Desk.with("audited", "write:drafts", "publish");
        String id = officer.published("Audited");
        officer.verb(id, "withdraw", "{}").statusCode(200);
        List<Map<String, Object>> entries = desk.keyed()
                .queryParam("subject", id)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .path("data");
        assertEquals(
                List.of("press-release.withdrawn", "draft.publish", "draft.write"),
                entries.stream().map(entry -> entry.get("action")).toList());
        assertEquals("published 1", entries.get(0).get("from"));
        assertEquals("withdrawn 2", entries.get(0).get("to"));
        desk.keyed()
                .queryParam("actor", "audited")
                .get("/v1/audit")
                .then()
                .body("data.actor.name", everyItem(equalTo("audited")))
                .body("data.subject.id", hasItem(id));
        officer.keyed().get("/v1/audit").then().statusCode(403);
    }
}

package org.communique.editorial;

import static org.communique.support.Desk.content;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.communique.support.Desk;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
class DraftFaultTest {
    private final Desk desk = Desk.chief();

    @Nested
    class Bad_input {
        @Test
        void every_fault_comes_at_once_and_nothing_is_kept() {
            String id = Desk.newId();
            desk.json()
                    .body(
                            "{\"titel\":1,\"date\":20,\"fieldsOfWork\":[\"polcing\"],\"originalLanguage\":\"english\",\"texts\":{\"en\":{\"title\":7}},"
                                    + "\"attachments\":[{\"href\":\"javascript:x\"}],\"related\":[\"x\"]}")
                    .put("/v1/drafts/" + id)
                    .then()
                    .statusCode(400)
                    .body(
                            "errors.pointer",
                            containsInAnyOrder(
                                    "/titel",
                                    "/date",
                                    "/fieldsOfWork/0",
                                    "/originalLanguage",
                                    "/texts/en/title",
                                    "/attachments/0/href",
                                    "/related/0"))
                    .body("errors.find { it.pointer == '/fieldsOfWork/0' }.didYouMean", equalTo("policing"));
            desk.read(id).then().statusCode(404);
            desk.json()
                    .body("{\"fieldsOfWork\":[\"polcing\"]}")
                    .put("/v1/drafts/" + id)
                    .then()
                    .statusCode(422);
        }

        @Test
        void what_is_no_json_object_is_a_400_and_another_media_type_a_415() {
            for (String body : List.of(
                    "{", "[]", "7", "\"x\"", "{\"a\":1}{", "{\"date\":\"2030-01-01\",\"date\":\"2030-01-02\"}")) {
                desk.json()
                        .body(body)
                        .post("/v1/drafts")
                        .then()
                        .statusCode(400)
                        .body("type", equalTo("/problems/malformed-request"));
            }
            desk.keyed()
                    .contentType("text/plain")
                    .body("{}")
                    .post("/v1/drafts")
                    .then()
                    .statusCode(415);
            desk.json()
                    .body("{\"place\":\"" + "x".repeat(2_200_000) + "\"}")
                    .post("/v1/drafts")
                    .then()
                    .statusCode(413);
            desk.keyed().get("/v1/drafts/not-a-uuid").then().statusCode(404);
        }

        @Test
        void a_key_without_the_scope_is_refused_with_its_name() {
            Desk reader = Desk.with("reader", "read:embargoed");
            reader.json()
                    .body(content("No", ""))
                    .post("/v1/drafts")
                    .then()
                    .statusCode(403)
                    .body("scope", equalTo("write:drafts"));
            Desk writer = Desk.with("writer", "write:drafts");
            String id = writer.draft(content("Mine", ""));
            writer.verb(id, "publish", "{}").statusCode(403).body("scope", equalTo("publish"));
        }
    }

    @Nested
    class Idempotency {
        @Test
        void the_same_request_is_carried_out_once() {
            String key = Desk.newId();
            Response first = desk.json()
                    .header("Idempotency-Key", key)
                    .body(content("Once", ""))
                    .post("/v1/drafts");
            Response again = desk.json()
                    .header("Idempotency-Key", key)
                    .body(content("Once", ""))
                    .post("/v1/drafts");
            assertEquals(201, again.statusCode());
            assertEquals(first.asString(), again.asString());
            assertEquals(first.header("Location"), again.header("Location"));
            desk.json()
                    .header("Idempotency-Key", key)
                    .body(content("Twice", ""))
                    .post("/v1/drafts")
                    .then()
                    .statusCode(422)
                    .body("type", equalTo("/problems/idempotency-key-reused"));
        }

        @Test
        void an_answer_with_a_secret_is_not_repeated() {
            String key = Desk.newId();
            String body = "{\"name\":\"once\",\"scopes\":[\"publish\"]}";
            String location = desk.json()
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post("/v1/api-keys")
                    .then()
                    .statusCode(201)
                    .extract()
                    .header("Location");
            desk.json()
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post("/v1/api-keys")
                    .then()
                    .statusCode(409)
                    .header("Location", location);
        }

        @Test
        void a_retraction_takes_the_kept_answers_with_it() {
            String key = Desk.newId();
            String id = desk.draft(content("Forgotten", ""));
            desk.json()
                    .header("Idempotency-Key", key)
                    .body("{}")
                    .post("/v1/drafts/" + id + "/publish")
                    .then()
                    .statusCode(200);
            desk.verb(id, "retract", "{\"reason\":\"x\"}").statusCode(200);
            desk.json()
                    .header("Idempotency-Key", key)
                    .body("{}")
                    .post("/v1/drafts/" + id + "/publish")
                    .then()
                    .statusCode(410);
        }
    }
}

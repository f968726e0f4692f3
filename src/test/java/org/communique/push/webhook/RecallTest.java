package org.communique.push.webhook;

import static org.communique.support.Desk.content;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(settings = {Impatient.TIMEOUT, Impatient.RETRIES})
class RecallTest {
    private final Desk desk = Desk.chief();
    private Subscriber subscriber;
    private Partner partner;

    @BeforeEach
    void open() throws Exception {
        partner = new Partner();
        subscriber = new Subscriber();
    }

    @AfterEach
    void close() {
        partner.close();
    }

    private String published(String title, String more) {
        String id = desk.draft(content(title, more));
        desk.verb(id, "publish", "{}").statusCode(200);
        return id;
    }

    private ValidatableResponse ledger(String release) {
        return desk.keyed().get("/v1/recalls/" + release).then().statusCode(200);
    }

    private ValidatableResponse acknowledge(String id, String body) {
        return subscriber
                .desk
                .json()
                .body(body)
                .post(Subscriber.PATH + "/" + id + "/acknowledgements")
                .then();
    }

    private static int present() {
        return RestAssured.get("/v1/changes?after=0&limit=1000").path("meta.sequence");
    }

    @Test
    void the_ledger_shows_who_has_acknowledged_a_removal_and_who_has_not() {
        String webhook = subscriber.webhook(partner, "country=IS", "");
        String puller = subscriber.create(null, "country=IS", "").getString("id");
        String elsewhere = subscriber.create(null, "country=IT", "").getString("id");
        String release = published("To be recalled", ",\"countries\":[\"IS\"]");
        ledger(release).body("removals", hasSize(0));
        partner.awaitEvent(release);
        partner.answering(message -> 500);
        desk.verb(release, "retract", "{\"reason\":\"It was wrong.\"}").statusCode(200);
        ledger(release)
                .body("pressRelease", equalTo(release))
                .body("removals", hasSize(1))
                .body("removals[0].type", equalTo("press-release.retracted"))
                .body("removals[0].reason", equalTo("It was wrong."))
                .body("removals[0].acknowledged", hasSize(0))
                .body("removals[0].outstanding.subscription", containsInAnyOrder(webhook, puller))
                .body("removals[0].outstanding.acknowledgedAt", contains(nullValue(), nullValue()));
        partner.answering(message -> 204);
        subscriber.awaitAllDelivered(webhook);
        ledger(release)
                .body("removals[0].acknowledged.subscription", contains(webhook))
                .body("removals[0].acknowledged[0].acknowledgedAt", notNullValue())
                .body("removals[0].acknowledged[0].url", equalTo(partner.url()))
                .body("removals[0].outstanding.subscription", contains(puller));
        acknowledge(puller, "{\"sequence\":" + present() + "}")
                .statusCode(200)
                .body("acknowledged", equalTo(1))
                .body("outstanding", equalTo(0));
        ledger(release).body("removals[0].acknowledged.subscription", containsInAnyOrder(webhook, puller));
        acknowledge(elsewhere, "{\"sequence\":" + present() + "}")
                .statusCode(200)
                .body("acknowledged", equalTo(0));
        subscriber.desk.keyed().delete(Subscriber.PATH + "/" + puller).then().statusCode(204);
        ledger(release).body("removals[0].acknowledged.status", containsInAnyOrder("active", "deleted"));
    }

    @Test
    void an_acknowledgement_reaches_up_to_its_number_and_no_further() {
        String puller = subscriber.create(null, "country=KG", "").getString("id");
        String first = published("First", ",\"countries\":[\"KG\"]");
        String second = published("Second", ",\"countries\":[\"KG\"]");
        desk.verb(first, "retract", "{}").statusCode(200);
        int between = present();
        desk.verb(second, "retract", "{}").statusCode(200);
        acknowledge(puller, "{\"sequence\":" + between + "}")
                .statusCode(200)
                .body("acknowledged", equalTo(1))
                .body("sequence", equalTo(between));
        ledger(first).body("removals[0].outstanding", hasSize(0));
        ledger(second).body("removals[0].outstanding.subscription", contains(puller));
    }

    @Test
    void what_leaves_a_view_is_recalled_from_those_who_had_it() {
        String puller = subscriber.create(null, "country=LT", "").getString("id");
        String other = subscriber.create(null, "country=LV", "").getString("id");
        String release = published("Retagged", ",\"countries\":[\"LT\"]");
        desk.patch(release, "{\"countries\":[\"LV\"]}").statusCode(201);
        desk.verb(release, "publish", "{}").statusCode(200);
        ledger(release)
                .body("removals", hasSize(1))
                .body("removals[0].type", equalTo("press-release.revised"))
                .body("removals[0].outstanding.subscription", contains(puller))
                .body("removals[0].outstanding.type", contains("press-release.left-view"));
        desk.verb(release, "retract", "{}").statusCode(200);
        ledger(release).body("removals", hasSize(2)).body("removals[1].outstanding.subscription", contains(other));
    }

    @Test
    void one_who_is_paused_has_not_acknowledged_either() {
        String puller = subscriber.create(null, "country=MD", "").getString("id");
        String release = published("Paused", ",\"countries\":[\"MD\"]");
        subscriber.patch(puller, "{\"status\":\"paused\"}").then().statusCode(200);
        desk.verb(release, "retract", "{}").statusCode(200);
        ledger(release)
                .body("removals[0].outstanding.subscription", contains(puller))
                .body("removals[0].outstanding.status", contains("paused"));
        acknowledge(puller, "{\"sequence\":" + present() + "}")
                .statusCode(409)
                .body("moves", contains("resume", "delete"));
        subscriber.patch(puller, "{\"status\":\"active\"}").then().statusCode(200);
        acknowledge(puller, "{\"sequence\":" + present() + "}").statusCode(200).body("acknowledged", equalTo(1));
        ledger(release).body("removals[0].outstanding", hasSize(0));
    }

    @Test
    void bad_requests_are_refused() {
        String puller = subscriber.create(null, "country=PL", "").getString("id");
        for (String body : new String[] {"{}", "{\"sequence\":-1}", "{\"sequence\":99999999}"}) {
            acknowledge(puller, body).statusCode(422).body("errors.pointer", contains("/sequence"));
        }
        for (String body :
                new String[] {"{\"sequence\":\"1\"}", "{\"sequence\":1.5}", "x", "{\"sequence\":1,\"y\":1}"}) {
            acknowledge(puller, body).statusCode(400);
        }
        desk.keyed().get("/v1/recalls/x").then().statusCode(404);
        desk.keyed().get("/v1/recalls/" + UUID.randomUUID()).then().statusCode(404);
        desk.keyed().get("/v1/recalls/" + UUID.randomUUID() + "?x=1").then().statusCode(400);
        subscriber
                .desk
                .keyed()
                .get("/v1/recalls/" + UUID.randomUUID())
                .then()
                .statusCode(403)
                .body("scope", equalTo("publish"));
        RestAssured.get("/v1/recalls/" + UUID.randomUUID()).then().statusCode(401);
    }
}

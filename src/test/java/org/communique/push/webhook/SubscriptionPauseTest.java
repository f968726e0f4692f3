package org.communique.push.webhook;

import static org.communique.support.Desk.content;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.communique.push.webhook.Partner.Message;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.communique.support.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ends a subscription for a while, and what comes of the changes meanwhile. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(settings = {Impatient.TIMEOUT, Impatient.RETRIES})
class SubscriptionPauseTest {
    @Inject
    TestClock clock;

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
        clock.go();
        partner.close();
    }

    private String published(String title, String more) {
        String id = desk.draft(content(title, more));
        desk.verb(id, "publish", "{}").statusCode(200);
        return id;
    }

    private void term(String code) {
        desk.json()
                .body("{\"names\":{\"en\":\"" + code + "\"}}")
                .put("/v1/fields-of-work/" + code)
                .then()
                .statusCode(201);
    }

    @Test
    void a_filter_that_names_a_merged_term_pauses_it_and_never_says_that_a_release_left() {
        term("one-merged");
        term("one-kept");
        String id = subscriber.webhook(partner, "fieldOfWork=one-merged", "");
        String release = published("Retagged by a merge", ",\"fieldsOfWork\":[\"one-merged\"]");
        partner.awaitEvent(release);
        desk.json()
                .body("{\"into\":\"one-kept\"}")
                .post("/v1/fields-of-work/one-merged/merge")
                .then()
                .statusCode(200);
        subscriber.awaitStatus(id, "paused");
        subscriber
                .read(id)
                .then()
                .body("statusReason", equalTo("term-merged"))
                .body("statusDetail", containsString("one-kept"));
        assertEquals(1, partner.events().size());
        subscriber
                .patch(id, "{\"status\":\"active\"}")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/term-merged"))
                .body("errors.pointer", contains("/filter"))
                .body("errors.didYouMean", contains("one-kept"));
        subscriber
                .patch(id, "{\"status\":\"active\",\"filter\":\"fieldOfWork=one-kept\"}")
                .then()
                .statusCode(200);
        Message revised = partner.await(
                message -> release.equals(message.subject()) && message.json().getInt("data.subject.revision") == 2);
        assertEquals("press-release.revised", revised.type());
        assertTrue(partner.events().stream().noneMatch(message -> message.type().endsWith("left-view")));
    }

    @Test
    void a_closed_term_goes_on_working_and_a_deleted_one_does_not_widen_the_filter() {
        term("one-closed");
        term("one-deleted");
        String closed = subscriber.webhook(partner, "fieldOfWork=one-closed", "");
        String deleted = subscriber.create(null, "fieldOfWork=one-deleted", "").getString("id");
        desk.json()
                .body("{\"activeTo\":\"2030-12-31\"}")
                .post("/v1/fields-of-work/one-closed/close")
                .then()
                .statusCode(200);
        desk.keyed().delete("/v1/fields-of-work/one-deleted").then().statusCode(204);
        partner.awaitEvent(published("Of a closed field", ",\"fieldsOfWork\":[\"one-closed\"]"));
        subscriber.awaitStatus(deleted, "paused");
        assertEquals("term-deleted", subscriber.read(deleted).path("statusReason"));
        assertEquals("active", subscriber.read(closed).path("status"));
    }

    @Test
    void a_revoked_or_expired_key_pauses_its_subscriptions() throws IOException {
        JsonPath revoked = key("");
        JsonPath expiring = key(",\"expiresAt\":\"" + Instant.now().plusSeconds(600) + "\"");
        String first = subscribe(revoked.getString("secret"));
        String second = subscribe(expiring.getString("secret"));
        desk.keyed().delete("/v1/api-keys/" + revoked.getString("id")).then().statusCode(204);
        awaitReason(first, "key-revoked");
        assertEquals("active", desk.keyed().get(Subscriber.PATH + "/" + second).path("status"));
        clock.stopAt(Instant.now().plusSeconds(700));
        awaitReason(second, "key-expired");
        int events = partner.events().size();
        clock.go();
        try (Witness witness = new Witness("country=NL")) {
            witness.awaitEvent(published("For nobody else", ",\"countries\":[\"NL\"]"));
        }
        assertEquals(events, partner.events().size());
    }

    private JsonPath key(String more) {
        return desk.json()
                .body("{\"name\":\"k\",\"scopes\":[\"subscribe\"]" + more + "}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private String subscribe(String key) {
        String id = new Desk(key)
                .json()
                .body("{\"url\":\"" + partner.url() + "\",\"filter\":\"country=NL\"}")
                .post(Subscriber.PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Waiting.untilTrue(
                () -> "active"
                        .equals(desk.keyed().get(Subscriber.PATH + "/" + id).path("status")),
                () -> id);
        return id;
    }

    /** A try counts once it is written down: one whose claim runs out while the clock jumps is made again. */
    private void awaitTries(String id, int least) {
        Waiting.untilTrue(() -> tries(id) >= least, () -> subscriber.read(id).asString());
    }

    private int tries(String id) {
        return subscriber.deliveries(id, "?status=pending").stream()
                .mapToInt(delivery -> ((List<?>) delivery.get("attempts")).size())
                .sum();
    }

    private void awaitReason(String id, String reason) {
        Waiting.untilTrue(
                () -> reason.equals(desk.keyed().get(Subscriber.PATH + "/" + id).path("statusReason")), () -> id);
    }

    @Test
    void three_days_of_failures_pause_it_and_nothing_is_lost() {
        String id = subscriber.webhook(partner, "country=NO", "");
        partner.answering(message -> 500);
        String release = published("Refused for days", ",\"countries\":[\"NO\"]");
        partner.awaitEvent(release);
        Instant start = Instant.now();
        awaitTries(id, 1);
        int before = tries(id);
        clock.stopAt(start.plus(Duration.ofDays(2)));
        awaitTries(id, before + 1);
        assertEquals("active", subscriber.read(id).path("status"));
        clock.stopAt(start.plus(Duration.ofDays(3)).plusSeconds(60));
        subscriber.awaitStatus(id, "paused");
        assertEquals("failing", subscriber.read(id).path("statusReason"));
        String later = published("Came meanwhile", ",\"countries\":[\"NO\"]");
        partner.answering(message -> 204);
        subscriber.patch(id, "{\"status\":\"active\"}").then().statusCode(200);
        // Minute by minute, for a call that a busy machine was too slow for is made again when its wait is over.
        for (int minute = 2; minute < 60 && !(took(release) && took(later)); minute++) {
            clock.stopAt(start.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(minute)));
            Waiting.pause(250);
        }
        partner.await(message -> release.equals(message.subject()) && message.answer() == 204);
        partner.awaitEvent(later);
    }

    private boolean took(String release) {
        return partner.events().stream()
                .anyMatch(message -> release.equals(message.subject()) && message.answer() == 204);
    }

    @Test
    void a_clock_that_jumps_back_loses_and_doubles_nothing() {
        String id = subscriber.webhook(partner, "country=PT", "");
        clock.stopAt(Instant.now().plus(Duration.ofHours(1)));
        List<String> releases = List.of(
                published("In an hour", ",\"countries\":[\"PT\"]"), published("Then too", ",\"countries\":[\"PT\"]"));
        clock.go();
        String after = published("Back in time", ",\"countries\":[\"PT\"]");
        partner.awaitEvent(after);
        clock.stopAt(Instant.now().plus(Duration.ofHours(2)));
        releases.forEach(partner::awaitEvent);
        subscriber.awaitAllDelivered(id);
        assertEquals(3, partner.events().stream().map(Message::id).distinct().count());
        assertEquals(3, partner.events().size());
    }
}

package org.communique.push.webhook;

import static org.communique.support.Desk.content;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.cluster.WriteLock;
import org.communique.push.webhook.Partner.Message;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.communique.support.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(settings = {Impatient.TIMEOUT, Impatient.RETRIES})
class DeliveryTest {
    @Inject
    FanOut fanOut;

    @Inject
    WriteLock writeLock;

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

    private String published(String title, String country) {
        String id = desk.draft(content(title, ",\"countries\":[\"" + country + "\"]"));
        desk.verb(id, "publish", "{}").statusCode(200);
        return id;
    }

    private static String path(String id) {
        return Subscriber.PATH + "/" + id;
    }

    @Test
    void each_attempt_is_listed_with_time_status_error_and_duration() {
        partner.answering(message -> message.isTest() || partner.events().size() > 1 ? 202 : 500);
        String id = subscriber.webhook(partner, "country=EE", "");
        String release = published("Tried thrice", "EE");
        subscriber.awaitAllDelivered(id);
        Map<String, Object> delivery = subscriber.deliveries(id, "?limit=1").get(0);
        assertEquals("press-release.published", delivery.get("type"));
        assertEquals(Map.of("kind", "press-release", "id", release), delivery.get("subject"));
        String self = path(id) + "/deliveries/" + delivery.get("id");
        JsonPath one = subscriber
                .desk
                .keyed()
                .get(self)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertEquals(List.of(500, 500, 202), one.getList("attempts.status"));
        List<String> times = one.getList("attempts.time");
        assertEquals(times.stream().sorted().toList(), times);
        one.getList("attempts.duration", Long.class).forEach(millis -> assertTrue(millis >= 0 && millis < 2_000));
        assertEquals("delivered", one.getString("status"));
        assertEquals(one.getString("eventId"), partner.events().get(0).id());
        assertEquals(1, partner.events().stream().map(Message::id).distinct().count());
        assertEquals(
                3,
                partner.events().stream()
                        .map(message -> message.header("webhook-signature"))
                        .count());
    }

    @Test
    void the_list_is_paged_from_the_last_change_and_filtered_by_status() {
        String id = subscriber.webhook(partner, "country=ES", "");
        List<String> releases = List.of(published("One", "ES"), published("Two", "ES"), published("Three", "ES"));
        subscriber.awaitAllDelivered(id);
        JsonPath page = subscriber
                .desk
                .keyed()
                .get(path(id) + "/deliveries?limit=2&status=delivered")
                .jsonPath();
        assertEquals(List.of(releases.get(2), releases.get(1)), page.getList("data.subject.id"));
        assertEquals(4, page.getInt("meta.total"), "the test too");
        JsonPath next = subscriber
                .desk
                .keyed()
                .urlEncodingEnabled(false)
                .get(page.getString("links.next"))
                .jsonPath();
        assertEquals(releases.get(0), next.getString("data[0].subject.id"));
        assertEquals("subscription.test", next.getString("data[1].type"));
        subscriber
                .desk
                .keyed()
                .get(path(id) + "/deliveries?status=lost")
                .then()
                .statusCode(400)
                .body("errors.name", contains("status"));
        subscriber
                .desk
                .keyed()
                .get(path(id) + "/deliveries?cursor=x&limit=500")
                .then()
                .statusCode(400);
        for (String other : List.of("x", UUID.randomUUID().toString())) {
            subscriber
                    .desk
                    .keyed()
                    .get(path(id) + "/deliveries/" + other)
                    .then()
                    .statusCode(404);
            subscriber
                    .desk
                    .json()
                    .body("")
                    .post(path(id) + "/deliveries/" + other + "/replay")
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void one_delivery_is_replayed_with_the_same_id() {
        String id = subscriber.webhook(partner, "country=FI", "");
        String release = published("Again", "FI");
        String event = partner.awaitEvent(release).id();
        subscriber.awaitAllDelivered(id);
        String delivery = subscriber.deliveries(id, "?limit=1").get(0).get("id").toString();
        subscriber
                .desk
                .json()
                .body("")
                .post(path(id) + "/deliveries/" + delivery + "/replay")
                .then()
                .statusCode(202)
                .body("status", equalTo("pending"))
                .body("attempts.status", contains(204));
        subscriber.awaitAllDelivered(id);
        assertEquals(
                List.of(event, event),
                partner.events().stream().map(Message::id).toList());
        subscriber
                .desk
                .keyed()
                .get(path(id) + "/deliveries/" + delivery)
                .then()
                .body("attempts.status", contains(204, 204));
    }

    @Test
    void everything_after_a_number_is_replayed_what_was_before_the_subscription_too() {
        String before = published("Before", "FR");
        String id = subscriber.webhook(partner, "country=FR", "");
        String after = published("After", "FR");
        partner.awaitEvent(after);
        subscriber.awaitAllDelivered(id);
        int number = ((Number) subscriber.deliveries(id, "?limit=1").get(0).get("sequence")).intValue();
        subscriber
                .desk
                .json()
                .body("{\"after\":0}")
                .post(path(id) + "/replay")
                .then()
                .statusCode(202)
                .body("sequence", equalTo(0));
        partner.awaitEvent(before);
        Waiting.untilTrue(
                () -> partner.events().stream()
                                .filter(message -> after.equals(message.subject()))
                                .count()
                        == 2,
                () -> partner.events().toString());
        subscriber.awaitAllDelivered(id);
        int events = partner.events().size();
        subscriber
                .desk
                .json()
                .body("{\"after\":" + number + "}")
                .post(path(id) + "/replay")
                .then()
                .statusCode(202);
        subscriber.awaitAllDelivered(id);
        assertEquals(events, partner.events().size(), "there is nothing after it");
        for (String body : List.of("{}", "{\"after\":-1}", "{\"after\":99999999}")) {
            subscriber
                    .desk
                    .json()
                    .body(body)
                    .post(path(id) + "/replay")
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", contains("/after"));
        }
        for (String body : List.of("{\"after\":\"1\"}", "[", "{\"after\":1,\"x\":2}")) {
            subscriber.desk.json().body(body).post(path(id) + "/replay").then().statusCode(400);
        }
    }

    @Test
    void changes_that_came_while_it_was_paused_are_told_when_it_is_resumed() throws IOException {
        String id = subscriber.webhook(partner, "country=GE", "");
        subscriber.patch(id, "{\"status\":\"paused\"}").then().statusCode(200);
        String missed;
        try (Witness witness = new Witness("country=GE")) {
            missed = published("Missed", "GE");
            witness.awaitEvent(missed);
        }
        assertEquals(List.of(), partner.events());
        subscriber
                .desk
                .json()
                .body("")
                .post(path(id) + "/test")
                .then()
                .statusCode(409)
                .body("moves", contains("resume", "delete"));
        subscriber.patch(id, "{\"status\":\"active\"}").then().statusCode(200).body("status", equalTo("active"));
        partner.awaitEvent(missed);
    }

    @Test
    void another_filter_holds_for_what_comes_after_it() {
        partner.answering(message -> message.isTest() ? 204 : 204);
        String id = subscriber.webhook(partner, "country=GR", "");
        String old = published("Old filter", "GR");
        subscriber.patch(id, "{\"filter\":\"country=HR\"}").then().statusCode(200);
        String left = published("Not any more", "GR");
        String next = published("New filter", "HR");
        partner.awaitEvent(old);
        partner.awaitEvent(next);
        subscriber.awaitAllDelivered(id);
        assertTrue(partner.events().stream().noneMatch(message -> left.equals(message.subject())));
    }
}

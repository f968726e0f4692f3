package org.communique.push.webhook;

import static org.communique.support.Desk.content;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
class WebhookTest {
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

    private static void verify(String secret, Message message) throws Exception {
        new Webhook(secret).verify(message.body(), message.headers());
    }

    @Test
    void a_webhook_is_verified_by_a_signed_test_before_its_first_event() throws Exception {
        partner.answering(message -> message.isTest() && partner.tests().size() < 2 ? 500 : 200);
        JsonPath created = subscriber.create(partner.url(), "country=AD", "");
        assertEquals("pending", created.getString("status"));
        assertTrue(created.getString("secret").startsWith("whsec_"));
        String release = published("Before it is verified", "AD");
        subscriber.awaitStatus(created.getString("id"), "active");
        Message event = partner.awaitEvent(release);
        List<Message> tests = partner.tests();
        assertEquals(3, tests.size(), "tried like any other");
        assertEquals(1, tests.stream().map(Message::id).distinct().count());
        Message test = tests.get(2);
        assertEquals("subscription.test", test.type());
        assertEquals(created.getString("id"), test.json().getString("data.subscription"));
        verify(created.getString("secret"), test);
        verify(created.getString("secret"), event);
    }

    @Test
    void an_event_says_what_changed_and_is_signed_as_standard_webhooks_has_it() throws Exception {
        JsonPath created = subscriber.create(partner.url(), "country=MC", "");
        String release = published("Signed", "MC");
        published("Not for this filter", "LI");
        Message event = partner.awaitEvent(release);
        JsonPath change =
                RestAssured.get("/v1/changes?country=MC&after=0&limit=1000").jsonPath();
        String last = "data.find { it.subject.id == '" + release + "' }";
        assertEquals(change.getString(last + ".id"), event.id());
        assertEquals("application/json", event.header("Content-Type"));
        assertEquals("press-release.published", event.type());
        assertEquals(change.getString(last + ".time"), event.json().getString("timestamp"));
        assertEquals(change.<Object>get(last), event.json().<Object>get("data"));
        verify(created.getString("secret"), event);
        assertThrows(
                WebhookVerificationException.class,
                () -> new Webhook(created.getString("secret")).verify(event.body() + " ", event.headers()));
        subscriber.awaitAllDelivered(created.getString("id"));
        assertEquals(1, partner.events().size());
    }

    @Test
    void a_full_payload_has_the_release_as_the_change_left_it_and_nothing_once_it_is_retracted() {
        partner.answering(message -> message.isTest() ? 200 : 500);
        String id = subscriber.webhook(partner, "country=SM&lang=en", ",\"payload\":\"full\"");
        String release = published("Full of text", "SM");
        Message first = partner.awaitEvent(release);
        assertEquals("Full of text", first.json().getString("data.data.title"));
        assertEquals("Body of Full of text", first.json().getString("data.data.body.text"));
        desk.verb(release, "retract", "{\"reason\":\"It was never true.\"}").statusCode(200);
        int before = partner.events().size();
        Message later =
                partner.await(message -> !message.isTest() && partner.events().size() > before + 1);
        partner.answering(message -> 200);
        subscriber.awaitAllDelivered(id);
        List<Message> accepted = partner.events().stream()
                .filter(message -> message.answer() == 200)
                .toList();
        assertEquals(
                List.of("press-release.published", "press-release.retracted"),
                accepted.stream().map(Message::type).toList());
        accepted.forEach(message -> {
            assertNull(message.json().get("data.data"), message.body());
            assertFalse(message.body().contains("Full of text"), message.body());
        });
        assertEquals("It was never true.", accepted.get(1).json().getString("data.reason"));
        assertTrue(accepted.get(1).json().getBoolean("data.mustRemove"));
        assertFalse(later.id().isEmpty());
    }

    @Test
    void after_a_rotation_both_keys_verify_and_then_the_new_one_alone() throws Exception {
        JsonPath created = subscriber.create(partner.url(), "country=VA", "");
        String id = created.getString("id");
        subscriber.awaitStatus(id, "active");
        JsonPath rotated = subscriber
                .desk
                .json()
                .body("")
                .post(Subscriber.PATH + "/" + id + "/rotate-secret")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertFalse(rotated.getString("secret").equals(created.getString("secret")));
        Message event = partner.awaitEvent(published("Two keys", "VA"));
        assertTrue(event.header("webhook-signature").matches("v1,\\S+ v1,\\S+"), event.header("webhook-signature"));
        verify(created.getString("secret"), event);
        verify(rotated.getString("secret"), event);
    }

    @Test
    void types_and_a_start_in_the_past_are_honoured() {
        String release = published("Before", "LU");
        desk.verb(release, "withdraw", "{\"reason\":\"Doubts.\"}").statusCode(200);
        String id = subscriber.webhook(partner, "country=LU", ",\"types\":[\"press-release.withdrawn\"],\"after\":0");
        assertEquals("press-release.withdrawn", partner.awaitEvent(release).type());
        desk.verb(release, "restore", "{}").statusCode(200);
        desk.verb(release, "withdraw", "{}").statusCode(200);
        Waiting.untilTrue(
                () -> partner.events().size() == 2, () -> partner.events().toString());
        subscriber.awaitAllDelivered(id);
        assertTrue(partner.events().stream().allMatch(message -> message.type().equals("press-release.withdrawn")));
    }

    @Test
    void what_is_not_announced_is_not_pushed_but_its_removal_is() {
        String id = subscriber.webhook(partner, "country=MT", "");
        String release = Desk.newId();
        unannounced(
                release,
                200,
                "\"date\":\"2010-01-01\",\"countries\":[\"MT\"],"
                        + "\"texts\":{\"en\":{\"title\":\"Old\",\"body\":{\"text\":\"Old.\"}}},\"originalLanguage\":\"en\"");
        String neverLive = Desk.newId();
        unannounced(neverLive, 410, "\"status\":\"retracted\",\"retraction\":{\"reason\":\"Long ago.\"}");
        partner.awaitEvent(published("New", "MT"));
        assertEquals(1, partner.events().size());
        unannounced(release, 410, "\"status\":\"retracted\",\"retraction\":{\"reason\":\"Gone.\"}");
        assertEquals("press-release.retracted", partner.awaitEvent(release).type());
        subscriber.awaitAllDelivered(id);
        assertEquals(2, partner.events().size());
    }

    private void unannounced(String release, int status, String members) {
        String line = "{\"record\":\"press-release\",\"id\":\"" + release + "\"," + members + "}";
        desk.keyed()
                .contentType("application/x-ndjson")
                .body(line.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?announce=false")
                .then()
                .statusCode(202);
        Waiting.untilTrue(() -> RestAssured.get("/v1/press-releases/" + release).statusCode() == status, () -> line);
    }

    @Test
    void a_test_is_sent_on_demand() {
        String id = subscriber.webhook(partner, "country=LI", "");
        String location = subscriber
                .desk
                .json()
                .body("")
                .post(Subscriber.PATH + "/" + id + "/test")
                .then()
                .statusCode(202)
                .body("type", equalTo("subscription.test"))
                .body("attempts", hasSize(0))
                .extract()
                .header("Location");
        String path = location.substring("https://press.example.org".length());
        Waiting.untilTrue(
                () -> "delivered".equals(subscriber.desk.keyed().get(path).path("status")), () -> path);
        String eventId = subscriber.desk.keyed().get(path).path("eventId");
        assertEquals(
                1,
                partner.tests().stream()
                        .filter(message -> message.id().equals(eventId))
                        .count());
    }
}

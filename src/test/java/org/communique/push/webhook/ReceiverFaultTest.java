package org.communique.push.webhook;

import static org.communique.support.Desk.content;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.communique.push.outbound.RawReceiver;
import org.communique.push.subscription.Delivery;
import org.communique.push.webhook.Partner.Message;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.communique.support.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Receivers that do not behave: nothing is lost, nothing comes out of order, and nobody else waits. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(settings = {Impatient.TIMEOUT, Impatient.RETRIES})
class ReceiverFaultTest {
    private final Desk desk = Desk.chief();
    private Subscriber subscriber;
    private Partner partner;

    @BeforeEach
    void open() throws IOException {
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

    private List<Map<String, Object>> attempts(String id, String release) {
        return subscriber.deliveries(id, "").stream()
                .filter(delivery ->
                        delivery.get("subject") instanceof Map<?, ?> subject && release.equals(subject.get("id")))
                .map(delivery -> {
                    @SuppressWarnings("unchecked")
                    List<Map<String, Object>> attempts = (List<Map<String, Object>>) delivery.get("attempts");
                    return attempts;
                })
                .findFirst()
                .orElse(List.of());
    }

    /** The first attempt's outcome against a receiver that behaves like this to events and well to tests. */
    private Map<String, Object> firstAttempt(String country, RawReceiver.Manners manners) throws IOException {
        try (RawReceiver raw = new RawReceiver((in, out) -> {
            byte[] some = new byte[16_384];
            String start = new String(some, 0, in.read(some));
            if (start.contains(Delivery.TEST)) {
                out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes());
            } else {
                manners.answer(in, out);
            }
        })) {
            String id = subscriber
                    .create(raw.at("/").toString(), "country=" + country, "")
                    .getString("id");
            subscriber.awaitStatus(id, "active");
            String release = published("For a bad receiver in " + country, country);
            Waiting.untilTrue(() -> !attempts(id, release).isEmpty(), () -> "no attempt");
            assertTrue(subscriber.read(id).path("failingSince") != null);
            subscriber.patch(id, "{\"status\":\"paused\"}").then().statusCode(200);
            return attempts(id, release).get(0);
        }
    }

    @Test
    void one_that_hangs_drips_or_closes_has_failed_within_the_time_limit() throws IOException {
        Map<String, Object> hung = firstAttempt("AL", (in, out) -> Thread.sleep(60_000));
        assertNull(hung.get("status"));
        assertTrue(hung.get("error").toString().contains("2"), hung.toString());
        assertTrue((int) hung.get("duration") < 10_000, hung.toString());
        Map<String, Object> dripped = firstAttempt("AM", (in, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes());
            for (int i = 0; i < 100_000; i++) {
                out.write('x');
                out.flush();
                Thread.sleep(100);
            }
        });
        assertNull(dripped.get("status"), dripped.toString());
        assertTrue((int) dripped.get("duration") < 10_000, dripped.toString());
        Map<String, Object> closed = firstAttempt("AT", (in, out) -> out.close());
        assertNull(closed.get("status"));
        assertTrue(closed.get("error") != null, closed.toString());
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() throws IOException {
        try (Partner trap = new Partner()) {
            Map<String, Object> redirected = firstAttempt(
                    "AZ",
                    (in, out) -> out.write(("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + trap.url()
                                    + "\r\nContent-Length: 0\r\n\r\n")
                            .getBytes()));
            assertEquals(307, redirected.get("status"));
            assertEquals(List.of(), trap.events());
        }
    }

    @Test
    void an_answer_without_end_is_cut_off() throws IOException {
        byte[] block = new byte[65_536];
        long[] sent = new long[1];
        Map<String, Object> flooded = firstAttempt("BA", (in, out) -> {
            out.write("HTTP/1.1 500 No\r\nContent-Length: 1073741824\r\n\r\n".getBytes());
            for (; sent[0] < 1L << 30; sent[0] += block.length) {
                out.write(block);
            }
        });
        assertEquals(500, flooded.get("status"), flooded.toString());
        assertTrue(sent[0] < 100_000_000, "the rest was not read: " + sent[0]);
    }

    @Test
    void a_slow_receiver_delays_nobody_else() throws IOException {
        AtomicBoolean isSlow = new AtomicBoolean(true);
        try (Partner slow = new Partner()) {
            // Every call to it takes as long as a call may, for as long as the other has not got everything.
            slow.answering(message -> {
                while (isSlow.get() && !message.isTest()) {
                    Waiting.pause(20);
                }
                return 204;
            });
            Subscriber other = new Subscriber();
            String slowId = other.webhook(slow, "country=BE", "");
            String id = subscriber.webhook(partner, "country=BE", "");
            for (int i = 0; i < 12; i++) {
                published("Busy day " + i, "BE");
            }
            subscriber.awaitAllDelivered(id);
            assertEquals(12, partner.events().size());
            assertEquals(12, other.deliveries(slowId, "?status=pending").size(), "the slow one has taken none");
            isSlow.set(false);
            other.awaitAllDelivered(slowId);
            assertEquals(12, slow.events().stream().map(Message::id).distinct().count());
        } finally {
            isSlow.set(false);
        }
    }

    @Test
    void each_release_comes_in_order_through_a_receiver_that_fails_a_third_of_the_time() {
        Random random = new Random(4);
        partner.answering(message -> {
            synchronized (random) {
                return message.isTest() || random.nextInt(3) > 0 ? 204 : 500;
            }
        });
        String id = subscriber.webhook(partner, "country=BG", "");
        List<String> releases = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            releases.add(published("In order " + i, "BG"));
        }
        for (int round = 0; round < 3; round++) {
            for (String release : releases) {
                desk.verb(release, "withdraw", "{}").statusCode(200);
                desk.verb(release, "restore", "{}").statusCode(200);
            }
        }
        subscriber.awaitAllDelivered(id);
        Map<String, List<Integer>> revisions = new HashMap<>();
        List<Message> accepted = partner.events().stream()
                .filter(message -> message.answer() == 204)
                .toList();
        accepted.forEach(message -> revisions
                .computeIfAbsent(message.subject(), key -> new ArrayList<>())
                .add(message.json().getInt("data.subject.revision")));
        releases.forEach(release -> assertEquals(List.of(1, 2, 3, 4, 5, 6, 7), revisions.get(release)));
        assertEquals(28, accepted.stream().map(Message::id).distinct().count());
        assertTrue(partner.events().size() > 28, "some failed");
    }

    @Test
    void an_answer_410_disables_the_subscription_until_it_is_resumed_and_verified_anew() throws IOException {
        String id = subscriber.webhook(partner, "country=BY", "");
        partner.answering(message -> 410);
        String release = published("Unwanted", "BY");
        subscriber.awaitStatus(id, "disabled");
        assertEquals("gone", subscriber.read(id).path("statusReason"));
        int calls = partner.events().size();
        String missed;
        try (Witness witness = new Witness("country=BY")) {
            missed = published("Missed", "BY");
            witness.awaitEvent(missed);
        }
        assertEquals(calls, partner.events().size());
        partner.answering(message -> 204);
        assertEquals(
                "pending",
                subscriber
                        .patch(id, "{\"status\":\"active\"}")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("status"));
        subscriber.awaitStatus(id, "active");
        partner.await(message -> release.equals(message.subject()) && message.answer() == 204);
        partner.awaitEvent(missed);
    }

    @Test
    void a_receiver_that_says_retry_after_is_left_alone_for_that_long() {
        String id = subscriber.webhook(partner, "country=CY", "");
        for (int status : new int[] {429, 503}) {
            int before = partner.events().size();
            partner.withHeader("Retry-After", "2")
                    .answering(message -> partner.events().size() > before ? 204 : status);
            String first = published("Too many " + status, "CY");
            Waiting.untilTrue(() -> partner.events().size() > before, () -> "no call");
            Instant asked = Instant.now();
            String second = published("Waits too " + status, "CY");
            partner.awaitEvent(second);
            assertTrue(Duration.between(asked, Instant.now()).toMillis() > 1_700, "the whole lane waits");
            subscriber.awaitAllDelivered(id);
            assertEquals(2, attempts(id, first).size());
        }
    }
}

package org.communique.push.hub;

import static org.communique.push.hub.HubSubscriber.LIST;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.communique.push.hub.HubSubscriber.Told;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What takes its time: leases, minutes between questions, and tries that come later. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(settings = "communique.push.retry-schedule=0s,5m,30m,2h")
class HubLimitsTest {
    private static final String ALL = LIST;
    private static Instant now = Instant.parse("2040-01-01T00:00:00Z");

    @Inject
    TestClock clock;

    private final Desk desk = Desk.chief();
    private HubSubscriber subscriber;

    @BeforeEach
    void open() throws Exception {
        later(Duration.ofDays(11));
        subscriber = new HubSubscriber();
    }

    @AfterEach
    void close() {
        subscriber.close();
        clock.go();
    }

    private void later(Duration time) {
        now = now.plus(time);
        clock.stopAt(now);
    }

    private static String title(Told told) {
        return told.json().getString("data[0].data.title");
    }

    @Test
    void who_unsubscribes_and_confirms_it_is_told_no_more() throws Exception {
        subscriber.subscribe(ALL, Map.of());
        later(Duration.ofSeconds(60));
        subscriber.questionStatus = 404;
        subscriber.ask("unsubscribe", ALL, Map.of()).statusCode(202);
        Map<String, String> question = subscriber.nextQuestion();
        assertEquals("unsubscribe", question.get("hub.mode"));
        assertTrue(!question.containsKey("hub.lease_seconds"), question.toString());
        subscriber.settle();
        desk.published("Not confirmed");
        assertEquals("Not confirmed", title(subscriber.next()));
        later(Duration.ofSeconds(60));
        subscriber.questionStatus = 200;
        subscriber.ask("unsubscribe", ALL, Map.of()).statusCode(202);
        subscriber.nextQuestion();
        subscriber.settle();
        desk.published("Confirmed");
        subscriber.hearsNothing();
    }

    @Test
    void a_lease_ends_by_itself() throws Exception {
        subscriber.subscribe(ALL, Map.of("hub.lease_seconds", "3600"));
        later(Duration.ofSeconds(3_599));
        desk.published("Within the lease");
        assertEquals("Within the lease", title(subscriber.next()));
        later(Duration.ofSeconds(1));
        desk.published("After the lease");
        subscriber.hearsNothing();
    }

    @Test
    void a_renewal_begins_a_new_lease_and_goes_on_where_it_was() throws Exception {
        subscriber.subscribe(ALL, Map.of("hub.lease_seconds", "3600", "hub.secret", "old"));
        subscriber.contentStatus = 500;
        desk.published("Told with the new secret");
        subscriber.next();
        subscriber.settle();
        later(Duration.ofSeconds(61));
        subscriber.subscribe(ALL, Map.of("hub.lease_seconds", "36000", "hub.secret", "new"));
        subscriber.contentStatus = 204;
        later(Duration.ofHours(2));
        Told told = subscriber.next();
        assertEquals("Told with the new secret", title(told));
        assertEquals(HubSignature.of("new", told.body()), told.signature());
        subscriber.hearsNothing();
    }

    @Test
    void what_was_not_taken_is_told_again_on_the_schedule_with_what_came_since() throws Exception {
        subscriber.subscribe(ALL, Map.of());
        subscriber.contentStatus = 500;
        desk.published("First");
        assertEquals("First", title(subscriber.next()));
        subscriber.settle();
        desk.published("Second");
        later(Duration.ofMinutes(4));
        subscriber.hearsNothing();
        later(Duration.ofMinutes(2));
        Told again = subscriber.next();
        assertEquals("First", title(again));
        assertEquals("Second", again.json().getString("data[1].data.title"));
        subscriber.settle();
        subscriber.contentStatus = 204;
        later(Duration.ofMinutes(34));
        assertEquals("First", title(subscriber.next()));
        subscriber.settle();
        desk.published("Third");
        assertEquals("Third", title(subscriber.next()));
    }

    @Test
    void a_receiver_that_asks_for_more_time_gets_it() throws Exception {
        subscriber.subscribe(ALL, Map.of());
        subscriber.contentStatus = 503;
        subscriber.retryAfter = "7200";
        desk.published("For later");
        subscriber.next();
        subscriber.settle();
        subscriber.contentStatus = 204;
        later(Duration.ofMinutes(119));
        subscriber.hearsNothing();
        later(Duration.ofMinutes(1));
        assertEquals("For later", title(subscriber.next()));
    }

    @Test
    void who_never_takes_it_is_given_up_and_told_so() throws Exception {
        subscriber.subscribe(ALL, Map.of());
        subscriber.contentStatus = 500;
        desk.published("Never taken");
        for (int tries = 0; tries < 4; tries++) {
            subscriber.next();
            subscriber.settle();
            later(Duration.ofHours(3));
        }
        Map<String, String> denial = subscriber.nextQuestion();
        assertEquals("denied", denial.get("hub.mode"));
        assertEquals("The callback did not accept the notification in 4 attempts.", denial.get("hub.reason"));
        subscriber.contentStatus = 204;
        desk.published("After all");
        subscriber.hearsNothing();
    }

    @Test
    void a_host_has_a_hundred_subscriptions_at_most() throws Exception {
        for (int number = 0; number < 100; number++) {
            later(Duration.ofSeconds(60));
            subscriber.ask("subscribe", topic(number), Map.of()).statusCode(202);
            subscriber.nextQuestion();
        }
        subscriber.settle();
        later(Duration.ofSeconds(60));
        int wait = Integer.parseInt(subscriber
                .ask("subscribe", topic(100), Map.of())
                .statusCode(429)
                .body("detail", containsString("has 100 subscriptions"))
                .extract()
                .header("Retry-After"));
        long left = Duration.ofDays(10).minusSeconds(100 * 60).toSeconds();
        assertTrue(wait >= left && wait <= left + 60, wait + " is the end of the first lease");
        subscriber.ask("subscribe", topic(7), Map.of()).statusCode(202);
    }

    private static String topic(int number) {
        return ALL + "?from=2001-01-" + String.format("%02d", number % 28 + 1) + "&to=20" + (10 + number / 28)
                + "-01-01";
    }
}

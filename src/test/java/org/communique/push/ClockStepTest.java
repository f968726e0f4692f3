package org.communique.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.communique.push.hub.HubSubscriber;
import org.communique.push.webhook.Partner;
import org.communique.push.webhook.Subscriber;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestClock;
import org.communique.support.TestStore;
import org.communique.support.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A clock that is set by an hour holds up no webhook and no subscriber of the hub. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(settings = "communique.push.retry-schedule=0s,10m")
class ClockStepTest {
    private static final Instant NOON = Instant.parse("2040-06-01T12:00:00Z");

    @Inject
    TestClock clock;

    @Inject
    ClockSteps steps;

    private final Desk desk = Desk.chief();

    @AfterEach
    void clockGoesOn() {
        clock.go();
    }

    @Test
    void what_waits_for_a_time_does_not_wait_an_hour_longer() throws Exception {
        try (Partner partner = new Partner();
                HubSubscriber subscriber = new HubSubscriber()) {
            clock.stopAt(NOON);
            // As the next look does: a step back within the same second would go unnoticed.
            steps.note();
            Subscriber webhooks = new Subscriber();
            String webhook = webhooks.webhook(partner, "", "");
            subscriber.subscribe(HubSubscriber.LIST, Map.of());
            String told = desk.published("Told at noon");
            partner.awaitEvent(told);
            assertEquals(told, subscriber.next().json().getString("data[0].subject.id"));
            partner.answering(message -> 500);
            String refused = desk.published("Refused at noon");
            partner.awaitEvent(refused);
            subscriber.next();
            Waiting.untilTrue(
                    () -> webhooks.deliveries(webhook, "?status=pending").stream()
                            .anyMatch(delivery -> !((List<?>) delivery.get("attempts")).isEmpty()),
                    () -> "the refusal is not written down");
            partner.answering(message -> 204);
            clock.stopAt(NOON.minus(Duration.ofHours(1)));
            partner.await(message -> refused.equals(message.subject()) && message.answer() == 204);
            String next = desk.published("Told at eleven");
            partner.awaitEvent(next);
            assertEquals(next, subscriber.next().json().getString("data[0].subject.id"));
            // A host that asks again is not told to come back in an hour.
            clock.stopAt(NOON.minus(Duration.ofHours(1)).plusSeconds(61));
            subscriber
                    .ask("subscribe", HubSubscriber.LIST + "?country=KZ", Map.of())
                    .statusCode(202);
        }
    }
}

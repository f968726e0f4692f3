package org.communique.push.webhook;

import static org.communique.support.Desk.content;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.cluster.WriteLock;
import org.communique.push.subscription.Delivery;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.communique.support.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(settings = {Impatient.TIMEOUT, Impatient.RETRIES})
class DeliveryClaimTest {
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
    void what_another_node_has_claimed_is_left_to_it_until_its_claim_runs_out() {
        partner.answering(message -> message.isTest() ? 204 : 500);
        String id = subscriber.webhook(partner, "country=HU", "");
        String release = published("Claimed", "HU");
        partner.awaitEvent(release);
        claim(id, Instant.now().plusSeconds(3));
        partner.answering(message -> 204);
        int before = partner.events().size();
        Waiting.pause(1_500);
        assertTrue(partner.events().size() <= before + 1, "at most the call that was under way");
        subscriber.awaitAllDelivered(id);
        assertEquals(204, partner.events().get(partner.events().size() - 1).answer());
    }

    private void claim(String id, Instant until) {
        QuarkusTransaction.requiringNew().run(() -> {
            writeLock.enter();
            Delivery.update(
                    "claim = ?1, claimedUntil = ?2 where subscriptionId = ?3 and number is not null",
                    UUID.randomUUID(),
                    until,
                    UUID.fromString(id));
        });
    }

    @Test
    void storing_at_the_same_time_doubles_nothing() throws Exception {
        String id = subscriber.create(null, "country=IE", ",\"after\":0").getString("id");
        List<String> releases = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> published("Twice " + i, "IE"))
                .toList();
        releases.forEach(release -> desk.verb(release, "retract", "{}").statusCode(200));
        List<Thread> threads = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> fanOut.catchUp(UUID.fromString(id))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        List<Map<String, Object>> deliveries = subscriber.deliveries(id, "");
        assertEquals(5, deliveries.size());
        assertFalse(deliveries.stream().anyMatch(delivery -> delivery.get("nextAttemptAt") != null));
        subscriber.desk.keyed().get(path(id) + "/deliveries?limit=1").then().body("data[0].deliveredAt", nullValue());
    }
}

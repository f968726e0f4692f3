package org.communique.push.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.communique.support.TestStore;
import org.communique.support.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes that look for work at the same time, as two transactions that know nothing of each other. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class HubClaimTest {
    /** Due only then, so that the service itself leaves these alone. */
    private static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");

    private static final int SUBSCRIPTIONS = 20;

    @BeforeEach
    void subscribe() {
        QuarkusTransaction.requiringNew().run(() -> {
            for (int number = 0; number < SUBSCRIPTIONS; number++) {
                HubSubscription subscription = new HubSubscription();
                subscription.id = UUID.randomUUID();
                subscription.pairHash = "claim-test-" + number;
                subscription.callback = "https://partner.example/" + number;
                subscription.callbackHost = "claims.partner.example";
                subscription.topic = HubSubscriber.LIST;
                subscription.suffix = "";
                subscription.filter = "";
                subscription.expiresAt = FAR.plusSeconds(3_600);
                subscription.nextAt = FAR;
                subscription.persist();
            }
        });
    }

    @AfterEach
    void unsubscribe() {
        QuarkusTransaction.requiringNew().run(() -> HubSubscription.delete("callbackHost", "claims.partner.example"));
    }

    @Test
    void never_claim_the_same_subscription() throws Exception {
        CountDownLatch firstHolds = new CountDownLatch(1);
        CountDownLatch secondLooked = new CountDownLatch(1);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Future<List<UUID>> first =
                    nodes.submit(() -> QuarkusTransaction.requiringNew().call(() -> {
                        List<UUID> ids = claim(8);
                        firstHolds.countDown();
                        assertTrue(secondLooked.await(20, TimeUnit.SECONDS));
                        return ids;
                    }));
            assertTrue(firstHolds.await(20, TimeUnit.SECONDS));
            Future<List<UUID>> second =
                    nodes.submit(() -> QuarkusTransaction.requiringNew().call(() -> claim(SUBSCRIPTIONS)));
            List<UUID> others = second.get(20, TimeUnit.SECONDS);
            secondLooked.countDown();
            List<UUID> own = first.get(20, TimeUnit.SECONDS);
            Set<UUID> all = new HashSet<>(own);
            all.addAll(others);
            assertEquals(8, own.size());
            assertEquals(own.size() + others.size(), all.size());
            // H2 locks more than it gives, but no second process can have its store.
            assertEquals(TestStore.isPostgresql() ? SUBSCRIPTIONS - 8 : 0, others.size());
            int due = QuarkusTransaction.requiringNew()
                    .call(() -> HubSubscription.due(FAR, 1, 100).size());
            assertEquals(SUBSCRIPTIONS - all.size(), due, "what is claimed is not due");
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void a_claim_ends_with_the_node_that_made_it() {
        Assumptions.assumeTrue(TestStore.isPostgresql(), "no other process can have the embedded store open");
        UUID gone = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            HubSubscription.getEntityManager()
                    .createNativeQuery("insert into node (id, beat) values (?1, 7)")
                    .setParameter(1, gone)
                    .executeUpdate();
            HubSubscription.update(
                    "claim = ?1, claimedUntil = ?2, claimedBy = ?3 where callbackHost = ?4",
                    UUID.randomUUID(),
                    FAR.plusSeconds(45),
                    gone,
                    "claims.partner.example");
        });
        assertEquals(0, due(), "its row is there");
        Waiting.untilTrue(() -> due() == SUBSCRIPTIONS, () -> due() + " are due");
    }

    private static int due() {
        return QuarkusTransaction.requiringNew()
                .call(() -> HubSubscription.due(FAR, 1, 100).size());
    }

    private static List<UUID> claim(int most) {
        return HubSubscription.due(FAR, 1, most).stream()
                .map(subscription -> {
                    subscription.claim = UUID.randomUUID();
                    subscription.claimedUntil = FAR.plusSeconds(45);
                    return subscription.id;
                })
                .toList();
    }
}

package org.communique.push.webhook;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.communique.cluster.NodeRegistry;
import org.communique.cluster.WriteLock;
import org.communique.push.outbound.PushConfig;

/**
 * Finds what is due and claims it in the store, so that no two nodes make the same try. A claim ends with
 * the node that made it, and runs out by itself where that only stands still.
 */
@ApplicationScoped
class Claims {
    /** Beyond the time that a call may take. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    private static final String IS_DUE =
            "d.state = PENDING and d.nextAt <= :now and (d.claimedUntil is null or d.claimedUntil <= :now)";

    /** Before a receiver is verified only tests are for it; what it has asked to wait for waits. */
    private static final String MAY_BE_TOLD =
            "s.url is not null and s.deletedAt is null and (s.holdUntil is null or s.holdUntil <= :now)"
                    + " and (s.status = ACTIVE or s.status = PENDING and d.number is null)";

    private static final String LANES =
            "select s.id, s.failingSince from Subscription s where exists (select 1 from Delivery d"
                    + " where d.subscriptionId = s.id and " + IS_DUE + " and " + MAY_BE_TOLD + ")";

    private static final String NEXT =
            "select d.id from Delivery d, Subscription s where s.id = :id and d.subscriptionId = s.id and "
                    + IS_DUE + " and " + MAY_BE_TOLD
                    + " and not exists (select 1 from Delivery e where e.subscriptionId = d.subscriptionId"
                    + " and e.subjectId = d.subjectId and e.subjectKind = d.subjectKind and e.state = PENDING and e.place < d.place)"
                    + " order by d.place, d.id";

    private static final String CLAIM =
            "update Delivery d set d.claim = :claim, d.claimedUntil = :until, d.claimedBy = :node where d.id = :id and "
                    + IS_DUE;

    @Inject
    WriteLock writeLock;

    @Inject
    NodeRegistry nodes;

    @Inject
    PushConfig config;

    @Inject
    Clock clock;

    /** A subscription that something is due for. */
    record Lane(UUID subscription, boolean failing) {}

    /** The right to make one try. */
    record Claim(UUID subscription, UUID delivery, UUID id) {}

    List<Lane> lanes() {
        return QuarkusTransaction.requiringNew()
                .call(() -> Panache.getEntityManager()
                        .createQuery(LANES, Object[].class)
                        .setParameter("now", clock.instant())
                        .getResultStream()
                        .map(row -> new Lane((UUID) row[0], row[1] != null))
                        .toList());
    }

    /** At most {@code most} deliveries to try next: those with no earlier one about the same release still pending. */
    List<Claim> next(UUID subscription, int most) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Panache.getEntityManager()
                        .createQuery(NEXT, UUID.class)
                        .setParameter("now", clock.instant())
                        .setParameter("id", subscription)
                        .setMaxResults(most)
                        .getResultStream()
                        .map(delivery -> new Claim(subscription, delivery, UUID.randomUUID()))
                        .toList());
    }

    /** Claims those that nobody else has claimed meanwhile. */
    List<Claim> claim(List<Claim> wanted) {
        return QuarkusTransaction.requiringNew().call(() -> {
            writeLock.enter();
            Instant now = clock.instant();
            List<Claim> claimed = new ArrayList<>();
            for (Claim one : wanted) {
                int rows = Panache.getEntityManager()
                        .createQuery(CLAIM)
                        .setParameter("claim", one.id())
                        .setParameter("until", now.plus(config.timeout()).plus(SLACK))
                        .setParameter("node", nodes.own())
                        .setParameter("id", one.delivery())
                        .setParameter("now", now)
                        .executeUpdate();
                if (rows == 1) {
                    claimed.add(one);
                }
            }
            return claimed;
        });
    }
}

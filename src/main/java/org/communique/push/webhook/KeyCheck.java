package org.communique.push.webhook;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.communique.access.ApiKey;
import org.communique.cluster.WriteLock;
import org.communique.push.subscription.Subscription;
import org.communique.value.Uuids;

/** Pauses the subscriptions of keys that open nothing any more. */
@ApplicationScoped
class KeyCheck {
    private static final String FOLLOWING = "deletedAt is null and status in (PENDING, ACTIVE)";

    @Inject
    FanOut fanOut;

    @Inject
    WriteLock writeLock;

    @Inject
    Clock clock;

    void pauseOrphans() {
        List<String> owners = QuarkusTransaction.requiringNew().call(KeyCheck::owners);
        for (String owner : owners) {
            QuarkusTransaction.requiringNew()
                    .call(() -> reason(owner))
                    .ifPresent(reason -> QuarkusTransaction.requiringNew().run(() -> {
                        writeLock.enter();
                        pause(owner, reason);
                    }));
        }
    }

    private static List<String> owners() {
        return Panache.getEntityManager()
                .createQuery("select distinct ownerId from Subscription where " + FOLLOWING, String.class)
                .getResultList();
    }

    /** Empty while the key is valid; the bootstrap key, which is not in the store, always is. */
    private Optional<String> reason(String owner) {
        Optional<UUID> id = Uuids.parse(owner);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        ApiKey key = ApiKey.findById(id.get());
        if (key == null || key.revokedAt != null) {
            return Optional.of("key-revoked");
        }
        return key.expiresAt != null && !now.isBefore(key.expiresAt) ? Optional.of("key-expired") : Optional.empty();
    }

    private void pause(String owner, String reason) {
        List<UUID> ids = Panache.getEntityManager()
                .createQuery(
                        "select id from Subscription where ownerId = ?1 and " + FOLLOWING + " order by id", UUID.class)
                .setParameter(1, owner)
                .getResultList();
        for (UUID id : ids) {
            Subscription subscription = Subscription.locked(id);
            if (subscription.follows()) {
                fanOut.pause(subscription, reason, "The key that created the subscription is no longer valid.");
            }
        }
    }
}

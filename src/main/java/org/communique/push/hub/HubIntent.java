package org.communique.push.hub;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A question or a word to a subscriber that is on its way: whether it wants what was asked for, or that it is denied. */
@Entity
@Table(name = "hub_intent")
public class HubIntent extends PanacheEntityBase {
    static final String SUBSCRIBE = "subscribe";
    static final String UNSUBSCRIBE = "unsubscribe";
    static final String DENIED = "denied";
    private static final String SKIP_LOCKED = "-2";

    /** Becomes the id of the subscription, for which the secret is sealed. */
    @Id
    public UUID id;

    /** The hub.mode. */
    @Column(name = "intent_mode")
    public String mode;

    public String callback;

    @Column(name = "callback_host")
    public String callbackHost;

    public String topic;

    public String suffix;

    public String filter;

    /** Sealed; null for none. */
    public String secret;

    @Column(name = "lease_seconds")
    public long leaseSeconds;

    /** The last number when it was asked for: what comes after it is told. */
    @Column(name = "position_number")
    public long reached;

    /** Why it is denied; else null. */
    public String reason;

    public UUID claim;

    @Column(name = "claimed_until")
    public Instant claimedUntil;

    /** The node that makes it. */
    @Column(name = "claimed_by")
    public UUID claimedBy;

    /** Tells a subscriber that it will get no more (WebSub section 5.2). */
    static void deny(HubSubscription subscription, String reason) {
        HubIntent intent = new HubIntent();
        intent.id = UUID.randomUUID();
        intent.mode = DENIED;
        intent.callback = subscription.callback;
        intent.callbackHost = subscription.callbackHost;
        intent.topic = subscription.topic;
        intent.suffix = subscription.suffix;
        intent.filter = subscription.filter;
        intent.reached = subscription.reached;
        intent.reason = reason;
        intent.persist();
    }

    static List<HubIntent> due(Instant now, int most) {
        return HubIntent.<HubIntent>find("claimedUntil is null or claimedUntil <= ?1", now)
                .page(0, most)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .list();
    }

    static HubIntent claimed(UUID id, UUID claim) {
        return find("id = ?1 and claim = ?2", id, claim).firstResult();
    }
}

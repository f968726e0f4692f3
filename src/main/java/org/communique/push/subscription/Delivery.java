package org.communique.push.subscription;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.communique.changefeed.FilteredChange;
import org.communique.value.Uuids;
import org.hibernate.annotations.DynamicUpdate;

/** What one subscription is to be told, stored before it is tried. It holds no text: that is read at each try. */
@Entity
@DynamicUpdate
@Table(name = "delivery")
public class Delivery extends PanacheEntityBase {
    public static final String TEST = "subscription.test";

    @Id
    public UUID id;

    @Column(name = "subscription_id")
    public UUID subscriptionId;

    /** Orders the deliveries: the number of the change, or the number that a test was made at. */
    public long place;

    /** The change's number; null for a test. */
    @Column(name = "change_number")
    public Long number;

    /** What the receiver knows a repetition by. */
    @Column(name = "event_id")
    public String eventId;

    /** As the subscription's filter judged the change. */
    @Column(name = "event_type")
    public String type;

    @Column(name = "subject_kind")
    public String subjectKind;

    @Column(name = "subject_id")
    public String subjectId;

    @Column(name = "must_remove")
    public boolean mustRemove;

    @Column(name = "delivery_state")
    @Enumerated(EnumType.STRING)
    public DeliveryState state;

    /** All attempts ever made. */
    public int attempts;

    /** Attempts since it was stored, replayed or resumed. */
    public int tries;

    /** The first of these tries. */
    @Column(name = "tried_since")
    public Instant triedSince;

    @Column(name = "next_at")
    public Instant nextAt;

    /** The try that is under way, here or on another node. */
    public UUID claim;

    /** When that try is given up for lost. */
    @Column(name = "claimed_until")
    public Instant claimedUntil;

    /** The node that makes it. */
    @Column(name = "claimed_by")
    public UUID claimedBy;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "delivered_at")
    public Instant deliveredAt;

    /** Of a removal: when its subscriber first said that it is done. */
    @Column(name = "acknowledged_at")
    public Instant acknowledgedAt;

    public static Delivery of(Subscription subscription, FilteredChange change, Instant now) {
        Delivery delivery = blank(subscription, now);
        delivery.place = change.sequence();
        delivery.number = change.sequence();
        delivery.eventId = change.eventId().toString();
        delivery.type = change.type();
        delivery.subjectKind = change.subjectKind();
        delivery.subjectId = change.subjectId();
        delivery.mustRemove = change.mustRemove();
        return delivery;
    }

    /** A test event, which waits for nothing and holds nothing up. */
    public static Delivery test(Subscription subscription, Instant now) {
        Delivery delivery = blank(subscription, now);
        delivery.place = subscription.reached;
        delivery.eventId = "test-" + UUID.randomUUID();
        delivery.type = TEST;
        delivery.subjectKind = "subscription";
        delivery.subjectId = delivery.eventId;
        return delivery;
    }

    private static Delivery blank(Subscription subscription, Instant now) {
        Delivery delivery = new Delivery();
        delivery.id = Uuids.version7(now);
        delivery.subscriptionId = subscription.id;
        delivery.createdAt = now;
        delivery.tryAnew(now);
        return delivery;
    }

    /** Puts it at the start of the retry schedule. A try that is under way does not count any more. */
    public void tryAnew(Instant now) {
        state = DeliveryState.PENDING;
        tries = 0;
        triedSince = null;
        nextAt = now;
        claim = null;
        claimedUntil = null;
        claimedBy = null;
    }

    public void accepted(Instant now) {
        state = DeliveryState.DELIVERED;
        deliveredAt = now;
        acknowledge(now);
    }

    public void acknowledge(Instant now) {
        if (mustRemove && acknowledgedAt == null) {
            acknowledgedAt = now;
        }
    }

    public static Delivery locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    public boolean isTest() {
        return number == null;
    }
}

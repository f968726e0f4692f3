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
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A partner's wish to be told of the changes that a filter lets pass: by webhook, or as one who pulls and acknowledges. */
@Entity
@DynamicUpdate
@Table(name = "subscription")
public class Subscription extends PanacheEntityBase {
    @Id
    public UUID id;

    /** The id of the key that made it; only that key and admins see it. */
    @Column(name = "owner_id")
    public String ownerId;

    @Column(name = "owner_name")
    public String ownerName;

    /** Where the webhook is; null for one who pulls. */
    public String url;

    /** The query string of a list, as it was given. */
    public String filter;

    /** Event types separated by spaces; empty for all. */
    @Column(name = "event_types")
    public String types;

    @Enumerated(EnumType.STRING)
    public PayloadKind payload;

    @Enumerated(EnumType.STRING)
    public SubscriptionStatus status;

    /** Why it is paused or disabled, as a stable word; else null. */
    @Column(name = "status_reason")
    public String statusReason;

    @Column(name = "status_detail")
    public String statusDetail;

    /** Sealed by the {@code SecretBox}. */
    public String secret;

    /** The secret before the last rotation; deliveries are signed with it too for a while. */
    @Column(name = "previous_secret")
    public String previousSecret;

    @Column(name = "previous_until")
    public Instant previousUntil;

    /** The number of the sequence up to which deliveries are stored. */
    public long reached;

    /** Rises with each change of what it is or where it stands; the validator is made of it. */
    public long version;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "verified_at")
    public Instant verifiedAt;

    /** The first attempt that failed since the last that did not. */
    @Column(name = "failing_since")
    public Instant failingSince;

    /** Its receiver has asked to be left alone until then. */
    @Column(name = "hold_until")
    public Instant holdUntil;

    /** It is kept for the recalls that concerned it. */
    @Column(name = "deleted_at")
    public Instant deletedAt;

    /** The subscription, locked until the transaction ends, which must not have read it before; null where there is none. */
    public static Subscription locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    public boolean follows() {
        return deletedAt == null && status.follows();
    }

    public boolean isPuller() {
        return url == null;
    }

    List<String> typeList() {
        return types.isEmpty() ? List.of() : List.of(types.split(" "));
    }

    public boolean wants(String type) {
        return types.isEmpty() || typeList().contains(type);
    }

    public void move(SubscriptionStatus next, String reason, String detail) {
        status = next;
        statusReason = reason;
        statusDetail = detail;
        version++;
    }

    public String etag() {
        return "\"s" + version + '"';
    }
}

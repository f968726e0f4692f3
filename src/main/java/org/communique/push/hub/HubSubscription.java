package org.communique.push.hub;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.communique.value.Sha256;

/** A subscriber of the hub: one callback for one topic, and how far it was told. */
@Entity
@Table(name = "hub_subscription")
public class HubSubscription extends PanacheEntityBase {
    private static final String SKIP_LOCKED = "-2";

    @Id
    public UUID id;

    /** Of callback and topic as they were written, which together make the subscription. */
    @Column(name = "pair_hash")
    public String pairHash;

    public String callback;

    @Column(name = "callback_host")
    public String callbackHost;

    /** As the subscriber wrote it. */
    public String topic;

    /** The representation: what follows the list's path. */
    public String suffix;

    /** The topic's filter as a query string, the same for every spelling. */
    public String filter;

    /** Sealed; null for none. */
    public String secret;

    @Column(name = "expires_at")
    public Instant expiresAt;

    /** Everything up to this number was told or needs no telling. */
    @Column(name = "position_number")
    public long reached;

    /** How often the present content was tried in vain. */
    public int tries;

    @Column(name = "next_at")
    public Instant nextAt;

    /** Of the one try that is under way. */
    public UUID claim;

    @Column(name = "claimed_until")
    public Instant claimedUntil;

    /** The node that makes it. */
    @Column(name = "claimed_by")
    public UUID claimedBy;

    static String pairHash(String callback, String topic) {
        return HexFormat.of().formatHex(Sha256.of((callback + "\n" + topic).getBytes(StandardCharsets.UTF_8)));
    }

    static HubSubscription byPair(String pairHash) {
        return find("pairHash", pairHash).firstResult();
    }

    /** Whether any is due or has expired; without a lock. */
    static boolean isAnyDue(Instant now, long last) {
        return HubSubscription.count(
                        "expiresAt <= ?2 or reached < ?1 and nextAt <= ?2 and (claimedUntil is null or claimedUntil <= ?2)",
                        last,
                        now)
                > 0;
    }

    /** Those to tell something: locked, and leaving out what another node has locked. */
    static List<HubSubscription> due(Instant now, long last, int most) {
        return HubSubscription.<HubSubscription>find(
                        "reached < ?1 and nextAt <= ?2 and expiresAt > ?2 and (claimedUntil is null or claimedUntil <= ?2)"
                                + " order by nextAt",
                        last,
                        now)
                .page(0, most)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .list();
    }

    /** The subscription where the try is still the present one; else null: somebody else goes on with it. */
    static HubSubscription claimed(UUID id, UUID claim) {
        return find("id = ?1 and claim = ?2", id, claim).firstResult();
    }
}

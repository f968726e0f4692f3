package org.communique.push.webhook;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.communique.push.outbound.CallResult;
import org.communique.push.subscription.Delivery;
import org.hibernate.annotations.Immutable;

/** One try to deliver and what came of it. */
@Entity
@Immutable
@IdClass(Attempt.Key.class)
@Table(name = "delivery_attempt")
public class Attempt extends PanacheEntityBase {
    public record Key(UUID deliveryId, int number) implements Serializable {}

    private static final int LONGEST_ERROR = 1_000;

    @Id
    @Column(name = "delivery_id")
    public UUID deliveryId;

    @Id
    @Column(name = "attempt_number")
    public int number;

    @Column(name = "at_instant")
    public Instant at;

    /** The HTTP status; null where no whole answer came. */
    public Integer status;

    public String error;

    @Column(name = "took_millis")
    public long tookMillis;

    public static Attempt of(Delivery delivery, Instant at, CallResult outcome) {
        Attempt attempt = new Attempt();
        attempt.deliveryId = delivery.id;
        attempt.number = delivery.attempts;
        attempt.at = at;
        attempt.status = outcome.status() == 0 ? null : outcome.status();
        String error = outcome.error();
        attempt.error = error != null && error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
        attempt.tookMillis = outcome.took().toMillis();
        return attempt;
    }
}

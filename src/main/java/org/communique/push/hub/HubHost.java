package org.communique.push.hub;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a callback host was last asked whether it wants a subscription, so that nobody can have us flood it. */
@Entity
@Table(name = "hub_host")
public class HubHost extends PanacheEntityBase {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    @Id
    @Column(name = "callback_host")
    public String host;

    @Column(name = "asked_at")
    public Instant askedAt;

    /** Takes the host's turn, or says when it will have the next. */
    static Optional<Instant> ask(String host, Instant now) {
        // One asked in the time to come was asked before the clock was set back.
        delete("askedAt <= ?1 or askedAt > ?2", now.minus(INTERVAL), now.plus(INTERVAL));
        HubHost asked = findById(host);
        if (asked != null) {
            return Optional.of(asked.askedAt.plus(INTERVAL));
        }
        HubHost turn = new HubHost();
        turn.host = host;
        turn.askedAt = now;
        turn.persistAndFlush();
        return Optional.empty();
    }
}

package org.communique.search;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.communique.sequence.Turnstile;

/** Whether it is this node that writes into the index that all share. */
@ApplicationScoped
class WritingTurn {
    private static final Duration TERM = Duration.ofSeconds(6);

    @Inject
    Turnstile turnstile;

    @Inject
    Clock clock;

    private final UUID node = UUID.randomUUID();
    private Instant renewAt = Instant.MIN;

    /** Takes the turn where it is free, and keeps it; a holder that has not asked for some seconds loses it. */
    boolean isMine() {
        Instant now = clock.instant();
        if (now.isBefore(renewAt)) {
            return true;
        }
        boolean mine = QuarkusTransaction.requiringNew().call(() -> {
            turnstile.enter();
            return SearchLease.take(node, now, now.plus(TERM));
        });
        renewAt = mine ? now.plus(TERM.dividedBy(3)) : Instant.MIN;
        return mine;
    }

    void giveUp() {
        QuarkusTransaction.requiringNew().run(() -> {
            turnstile.enter();
            SearchLease.giveUp(node);
        });
        renewAt = Instant.MIN;
    }
}

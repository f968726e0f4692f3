package org.communique.search;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.communique.cluster.WriteLock;
import org.communique.value.Ticks;

/** Whether it is this node that writes into the index that all share. */
@ApplicationScoped
class WriterLease {
    private static final Duration TERM = Duration.ofSeconds(6);

    @Inject
    WriteLock writeLock;

    @Inject
    Clock clock;

    @Inject
    Ticks ticks;

    private final UUID node = UUID.randomUUID();
    private long takenAt;
    private boolean taken;

    /** Takes the turn where it is free, and keeps it; a holder that has not asked for some seconds loses it. */
    boolean isMine() {
        long asked = ticks.nanos();
        if (taken && asked - takenAt < TERM.dividedBy(3).toNanos()) {
            return true;
        }
        Instant now = clock.instant();
        boolean mine = QuarkusTransaction.requiringNew().call(() -> {
            writeLock.enter();
            return SearchLease.take(node, now, TERM);
        });
        taken = mine;
        takenAt = asked;
        return mine;
    }

    void giveUp() {
        QuarkusTransaction.requiringNew().run(() -> {
            writeLock.enter();
            SearchLease.giveUp(node);
        });
        taken = false;
    }
}

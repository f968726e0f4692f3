package org.communique.sequence;

import java.time.Instant;
import java.util.UUID;

/**
 * The state of the live store that one transaction reads: the last number in it and the time of that change, the same
 * for the last change of a term, and the store's id.
 */
public record Snapshot(UUID store, long number, Instant changedAt, long termNumber, Instant termChangedAt) {
    static Snapshot of(SequenceCounter counter) {
        return new Snapshot(
                counter.store, counter.number, counter.changedAt, counter.termNumber, counter.termChangedAt);
    }

    /** The same state, of which a part is as old as a lower number. */
    public Snapshot reflecting(long lower) {
        return lower >= number ? this : new Snapshot(store, lower, changedAt, termNumber, termChangedAt);
    }
}

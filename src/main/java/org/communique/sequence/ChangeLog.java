package org.communique.sequence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The changes of the live store by their numbers. */
public interface ChangeLog {
    /** As the store has it; to be read in a transaction. */
    ChangeLog STORED = new StoredChanges();

    Optional<Change> one(long number);

    /** At most {@code most} changes after a number, in order. */
    List<Change> after(long number, int most);

    /**
     * At most {@code most} changes of releases that were public before, between two numbers, both exclusive; newest first.
     */
    List<Change> ofPublic(long after, long before, int most);

    /** The last change before an instant. */
    Optional<Change> before(Instant time);
}

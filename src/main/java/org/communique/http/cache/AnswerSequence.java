package org.communique.http.cache;

import jakarta.enterprise.context.RequestScoped;

/** What number of the sequence an answer reflects where a part of it does not come from the snapshot. */
@RequestScoped
public class AnswerSequence {
    private long lowest = Long.MAX_VALUE;

    /** Forgets what an earlier attempt at the answer reflected. */
    void begin() {
        lowest = Long.MAX_VALUE;
    }

    /** Notes that a part of the answer is as old as this number; the lowest of them counts. */
    public void reflects(long number) {
        lowest = Math.min(lowest, number);
    }

    long lowest() {
        return lowest;
    }
}

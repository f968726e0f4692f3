package org.communique.release.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/** A press release as the public may read it, whole: what a revision keeps and what a write puts in its place. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LiveRelease(
        UUID id,
        int revision,
        ReleaseStatus status,
        Withdrawal withdrawal,
        Instant publishedAt,
        Instant revisedAt,
        Instant updatedAt,
        ReleaseContent content) {
    /** The highest revision that an archive may give. Every write adds one, so that as many writes again are left. */
    public static final int LAST_GIVEN_REVISION = 1_000_000_000;

    /** The next revision with the same content and another status. */
    public LiveRelease moved(ReleaseStatus next, Withdrawal notice, Instant time) {
        return new LiveRelease(id, revision + 1, next, notice, publishedAt, revisedAt, time, content);
    }

    /** The next revision with other content, a minor one. */
    public LiveRelease revised(ReleaseContent next, Instant time) {
        return new LiveRelease(id, revision + 1, status, withdrawal, publishedAt, revisedAt, time, next);
    }
}

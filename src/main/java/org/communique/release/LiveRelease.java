package org.communique.release;

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
        ReleaseContent content) {}

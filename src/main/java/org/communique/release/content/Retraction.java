package org.communique.release.content;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a tombstone is made of.
 *
 * @param at when it was retracted
 * @param slugHashes SHA-256 of slugs it had elsewhere; those it has here are added by themselves
 */
public record Retraction(
        UUID id,
        int revision,
        Instant at,
        String reason,
        UUID replacedBy,
        List<String> slugHashes,
        List<ReleaseContent.ExternalId> externalIds) {}

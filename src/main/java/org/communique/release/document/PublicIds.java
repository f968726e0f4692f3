package org.communique.release.document;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.communique.release.entity.PressRelease;
import org.communique.release.entity.Tombstone;
import org.communique.sequence.Snapshots;

/**
 * Which of the releases that something refers to the public may know of. A reference may be there before its target: it is
 * kept, and shown from the publication on. To be called in a transaction.
 */
public final class PublicIds {
    private PublicIds() {}

    /** Those that are live. */
    public static Set<UUID> live(Collection<UUID> ids) {
        Snapshots.requireStore();
        if (ids.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(PressRelease.getEntityManager()
                .createQuery("select id from PressRelease where id in ?1", UUID.class)
                .setParameter(1, List.copyOf(ids))
                .getResultList());
    }

    /** The id of a release that is live or was; null for any other. What was shown once stays, so it is not taken back. */
    public static UUID known(UUID id) {
        if (Snapshots.isInMemory()) {
            return id != null && DocumentReads.documents().isKnown(id) ? id : null;
        }
        return id != null && (PressRelease.count("id", id) > 0 || Tombstone.count("id", id) > 0) ? id : null;
    }
}

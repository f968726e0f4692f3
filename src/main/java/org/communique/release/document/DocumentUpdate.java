package org.communique.release.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.communique.release.entity.Tombstone;
import org.communique.release.entity.TombstoneSlug;
import org.communique.sequence.Change;

/**
 * What became of some releases.
 *
 * @param number up to which it is
 * @param present those that are public, in the order of ids where they were read in that
 * @param bodies of those, by language
 * @param tombstones what is left of the others, likewise
 * @param goneSlugs that those had
 * @param changes that made it so
 */
record DocumentUpdate(
        long number,
        List<ReleaseDocument> present,
        Map<UUID, Map<String, DocumentBody>> bodies,
        List<Tombstone> tombstones,
        List<TombstoneSlug> goneSlugs,
        List<Change> changes) {
    void applyTo(DocumentStore documents) {
        tombstones.forEach(documents::putTombstone);
        goneSlugs.forEach(documents::putGoneSlug);
        present.forEach(document -> documents.put(document, bodies.get(document.id())));
        changes.forEach(documents.changes()::put);
    }

    /** The last of the ids; empty where there is none. */
    Optional<UUID> last() {
        List<UUID> ids = new ArrayList<>();
        tombstones.forEach(tombstone -> ids.add(tombstone.id));
        present.forEach(document -> ids.add(document.id()));
        Collections.reverse(ids);
        return ids.stream().findFirst();
    }
}

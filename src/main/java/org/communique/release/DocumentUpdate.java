package org.communique.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of some releases.
 *
 * @param number up to which it is
 * @param present those that are public, in the order of ids where they were read in that
 * @param bodies of those, by language
 * @param retracted when each of the others was, likewise
 */
record DocumentUpdate(
        long number,
        List<ReleaseDocument> present,
        Map<UUID, Map<String, DocumentBody>> bodies,
        Map<UUID, Instant> retracted) {
    void applyTo(DocumentStore documents) {
        retracted.forEach(documents::retract);
        present.forEach(document -> documents.put(document, bodies.get(document.id())));
    }

    /** The last of the ids; empty where there is none. */
    Optional<UUID> last() {
        List<UUID> ids = new ArrayList<>(retracted.keySet());
        present.forEach(document -> ids.add(document.id()));
        Collections.reverse(ids);
        return ids.stream().findFirst();
    }
}

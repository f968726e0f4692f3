package org.communique.release.list;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.stream.Collectors;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.UseCounts;
import org.communique.taxonomy.Vocabulary;

/** Counts the public releases of each term. */
@ApplicationScoped
class ReleaseUseCounts implements UseCounts {
    @Inject
    EntityManager entities;

    @Inject
    MemoryReleaseIds memory;

    @Override
    public Map<String, Long> of(Vocabulary vocabulary) {
        return memory.uses(vocabulary).orElseGet(() -> fromDatabase(vocabulary));
    }

    Map<String, Long> fromDatabase(Vocabulary vocabulary) {
        Snapshots.requireStore();
        return entities.createQuery(
                        "select c.code, count(*) from ReleaseTerm c where c.vocabulary = :vocabulary group by c.code",
                        Object[].class)
                .setParameter("vocabulary", vocabulary)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }
}

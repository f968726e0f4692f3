package org.communique.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads from the live store what documents are made of, no more at once than is good for the heap. To be called in a snapshot. */
@ApplicationScoped
class DocumentSource {
    private static final int BATCH = 200;

    @Inject
    EntityManager entities;

    /** The next public releases after an id, in the order of ids. */
    DocumentUpdate present(UUID id) {
        List<PressRelease> rows = PressRelease.<PressRelease>find("id > ?1 order by id", id)
                .page(0, BATCH)
                .list();
        List<PressRelease> few = rows.isEmpty()
                ? rows
                : Batches.bySize(rows, row -> row.bodySize).get(0);
        return update(0, few, List.of());
    }

    /** The next releases that were retracted, in the order of ids. */
    DocumentUpdate retracted(UUID id) {
        return update(
                0,
                List.of(),
                Tombstone.<Tombstone>find("id > ?1 order by id", id)
                        .page(0, BATCH)
                        .list());
    }

    /** The next changes after a number, up to another. */
    DocumentUpdate after(long number, long to) {
        List<Object[]> changes = entities.createQuery(
                        "select c.number, c.subjectKind, c.subjectId from Change c"
                                + " where c.number > :after and c.number <= :to order by c.number",
                        Object[].class)
                .setParameter("after", number)
                .setParameter("to", to)
                .setMaxResults(BATCH)
                .getResultList();
        Map<UUID, PressRelease> rows = rows(changes.stream()
                .filter(change -> change[1].equals(LiveStore.KIND))
                .map(DocumentSource::subject)
                .collect(Collectors.toSet()));
        long reached = changes.size() < BATCH ? to : (Long) changes.get(BATCH - 1)[0];
        Set<UUID> taken = new HashSet<>();
        long size = 0;
        for (Object[] change : changes) {
            if (change[1].equals(LiveStore.KIND) && !taken.contains(subject(change))) {
                PressRelease row = rows.get(subject(change));
                size += row == null ? 0 : row.bodySize;
                if (size > Batches.AT_ONCE && !taken.isEmpty()) {
                    reached = (Long) change[0] - 1;
                    break;
                }
                taken.add(subject(change));
            }
        }
        List<PressRelease> present =
                rows.values().stream().filter(row -> taken.contains(row.id)).toList();
        taken.removeAll(rows.keySet());
        return update(reached, present, taken.isEmpty() ? List.of() : Tombstone.list("id in ?1", taken));
    }

    private static UUID subject(Object[] change) {
        return UUID.fromString((String) change[2]);
    }

    private static Map<UUID, PressRelease> rows(Collection<UUID> ids) {
        Map<UUID, PressRelease> rows = new HashMap<>();
        if (!ids.isEmpty()) {
            PressRelease.<PressRelease>list("id in ?1", ids).forEach(row -> rows.put(row.id, row));
        }
        return rows;
    }

    private DocumentUpdate update(long number, List<PressRelease> rows, List<Tombstone> tombstones) {
        Map<UUID, Map<String, DocumentBody>> bodies = new HashMap<>();
        rows.forEach(row -> bodies.put(row.id, new LinkedHashMap<>()));
        if (!rows.isEmpty()) {
            ReleaseText.<ReleaseText>list("releaseId in ?1", bodies.keySet())
                    .forEach(text -> bodies.get(text.releaseId).put(text.language, DocumentBody.of(text)));
        }
        List<TombstoneSlug> slugs = tombstones.isEmpty()
                ? List.of()
                : TombstoneSlug.list(
                        "tombstoneId in ?1",
                        tombstones.stream().map(one -> one.id).toList());
        DocumentUpdate update = new DocumentUpdate(
                number, rows.stream().map(ReleaseDocument::of).toList(), bodies, tombstones, slugs);
        entities.clear();
        return update;
    }
}

package org.communique.release.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.communique.release.entity.PressRelease;
import org.communique.release.entity.ReleaseText;
import org.communique.release.entity.Tombstone;
import org.communique.release.entity.TombstoneSlug;
import org.communique.sequence.Change;

/** Reads from the live store what documents are made of, no more at once than is good for the heap. To be called in a snapshot. */
@ApplicationScoped
class DocumentSource {
    private static final int BATCH = 200;
    private static final int CHANGES = 1_000;

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
        return update(0, few, List.of(), List.of());
    }

    /** The next releases that were retracted, in the order of ids. */
    DocumentUpdate retracted(UUID id) {
        return update(
                0,
                List.of(),
                Tombstone.<Tombstone>find("id > ?1 order by id", id)
                        .page(0, BATCH)
                        .list(),
                List.of());
    }

    /** The next changes after a number, up to another. */
    DocumentUpdate after(long number, long to) {
        List<Change> changes = Change.upTo(to, number, BATCH);
        Map<UUID, PressRelease> rows = rows(changes.stream()
                .filter(DocumentSource::isOfRelease)
                .map(DocumentSource::subject)
                .collect(Collectors.toSet()));
        Set<UUID> taken = new HashSet<>();
        List<Change> passed = new ArrayList<>();
        long size = 0;
        for (Change change : changes) {
            if (isOfRelease(change) && !taken.contains(subject(change))) {
                PressRelease row = rows.get(subject(change));
                size += row == null ? 0 : row.bodySize;
                if (size > Batches.AT_ONCE && !taken.isEmpty()) {
                    break;
                }
                taken.add(subject(change));
            }
            passed.add(change);
        }
        boolean all = passed.size() == changes.size() && changes.size() < BATCH;
        long reached = all ? to : passed.get(passed.size() - 1).number;
        List<PressRelease> present =
                rows.values().stream().filter(row -> taken.contains(row.id)).toList();
        taken.removeAll(rows.keySet());
        List<Tombstone> gone = taken.isEmpty() ? List.of() : Tombstone.list("id in ?1", taken);
        return update(reached, present, gone, passed);
    }

    /** The changes alone, the next after a number up to another; {@link DocumentUpdate#number} says how far. */
    DocumentUpdate changes(long number, long to) {
        List<Change> changes = Change.upTo(to, number, CHANGES);
        long reached = changes.size() < CHANGES ? to : changes.get(CHANGES - 1).number;
        return update(reached, List.of(), List.of(), changes);
    }

    private static boolean isOfRelease(Change change) {
        return change.subjectKind.equals(PressRelease.KIND);
    }

    private static UUID subject(Change change) {
        return UUID.fromString(change.subjectId);
    }

    private static Map<UUID, PressRelease> rows(Collection<UUID> ids) {
        Map<UUID, PressRelease> rows = new HashMap<>();
        if (!ids.isEmpty()) {
            PressRelease.<PressRelease>list("id in ?1", ids).forEach(row -> rows.put(row.id, row));
        }
        return rows;
    }

    private DocumentUpdate update(
            long number, List<PressRelease> rows, List<Tombstone> tombstones, List<Change> changes) {
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
                number, rows.stream().map(ReleaseDocument::of).toList(), bodies, tombstones, slugs, changes);
        entities.clear();
        return update;
    }
}

package org.communique.release.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.communique.release.content.RelatedSubject;
import org.communique.release.entity.PressRelease;
import org.communique.release.entity.ReleaseText;
import org.communique.release.filter.SearchableRelease;
import org.communique.sequence.Snapshots;
import org.communique.value.Uuids;

/** Reads public releases for those who keep an index of them. To be called in a snapshot. */
@ApplicationScoped
public class SearchableReleases {
    /** Before every id. */
    public static final UUID FIRST = new UUID(0, 0);

    @Inject
    EntityManager entities;

    public long count() {
        return PressRelease.count();
    }

    /** At most {@code most} releases after an id, in the order of ids, and no more than fit into one batch. */
    public List<SearchableRelease> after(UUID id, int most) {
        List<PressRelease> next = PressRelease.<PressRelease>find("id > ?1 order by id", id)
                .page(0, most)
                .list();
        return next.isEmpty()
                ? List.of()
                : with(Batches.bySize(next, release -> release.bodySize).get(0));
    }

    /** How many of the releases, from the first on, are read at once; one at least. */
    public int together(List<UUID> ids) {
        Map<UUID, PressRelease> live = ReleaseViews.byId(ids);
        return Batches.bySize(ids, id -> live.containsKey(id) ? live.get(id).bodySize : 0)
                .get(0)
                .size();
    }

    /** The release by its id or a slug; ends the request with 404 where it never was, with 410 where it was retracted. */
    public RelatedSubject subject(String idOrSlug) {
        if (Snapshots.isInMemory()) {
            return DocumentLookup.named(idOrSlug).subject();
        }
        PressRelease release =
                ReleaseLookup.live(Uuids.parse(idOrSlug).orElseGet(() -> ReleaseLookup.slug(idOrSlug).releaseId));
        return RelatedSubject.of(release.id, release.content);
    }

    /** What those of the releases say that are public. */
    public List<SaidTexts> said(List<UUID> ids) {
        return Snapshots.isInMemory()
                ? DocumentAnswers.said(ids)
                : of(ids).stream()
                        .map(release -> new SaidTexts(release.id(), release.revision(), release.texts()))
                        .toList();
    }

    /** Those of the releases that are public. */
    public List<SearchableRelease> of(Collection<UUID> ids) {
        Snapshots.requireStore();
        return ids.isEmpty() ? List.of() : with(PressRelease.list("id in ?1 order by id", ids));
    }

    private List<SearchableRelease> with(List<PressRelease> releases) {
        List<UUID> ids = releases.stream().map(release -> release.id).toList();
        Map<UUID, List<ReleaseText>> bodies = ids.isEmpty()
                ? Map.of()
                : ReleaseText.<ReleaseText>list("releaseId in ?1 order by language", ids).stream()
                        .collect(Collectors.groupingBy(text -> text.releaseId));
        List<SearchableRelease> found = releases.stream()
                .map(release -> SearchableRelease.of(release, bodies.getOrDefault(release.id, List.of())))
                .toList();
        entities.clear();
        return found;
    }
}

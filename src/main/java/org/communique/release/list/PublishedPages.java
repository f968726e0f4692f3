package org.communique.release.list;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.communique.release.content.ReleaseStatus;
import org.communique.sequence.NotInMemory;
import org.communique.sequence.Snapshots;

/** Which pages there are for readers: one for each language of each release that is not withdrawn. To be called in a snapshot. */
@ApplicationScoped
public class PublishedPages {
    private static final String STANDING =
            " from ReleaseText t join PressRelease r on r.id = t.releaseId where r.status = :published ";

    @Inject
    EntityManager entities;

    @Inject
    BitmapIndexFollower lists;

    /** @param updated the last change among them */
    public record Year(int year, long pages, Instant updated) {}

    public record Page(UUID release, String language) {}

    public List<Year> years() {
        if (Snapshots.isInMemory()) {
            return lists.read(index -> new ListPages(index).years()).orElseThrow(NotInMemory::new);
        }
        return entities.createQuery(
                        "select year(r.day), count(*), max(r.updatedAt)" + STANDING
                                + "group by year(r.day) order by year(r.day)",
                        Object[].class)
                .setParameter("published", ReleaseStatus.PUBLISHED)
                .getResultStream()
                .map(row -> new Year((Integer) row[0], (Long) row[1], (Instant) row[2]))
                .toList();
    }

    /** At most {@code most} pages of a year, from a position on; those of one release follow each other. */
    public List<Page> of(int year, int from, int most) {
        if (Snapshots.isInMemory()) {
            return lists.read(index -> new ListPages(index).of(year, from, most))
                    .orElseThrow(NotInMemory::new);
        }
        return entities.createQuery(
                        "select t.releaseId, t.language" + STANDING
                                + "and r.day between :first and :last order by r.day, t.releaseId, t.language",
                        Object[].class)
                .setParameter("published", ReleaseStatus.PUBLISHED)
                .setParameter("first", LocalDate.of(year, 1, 1))
                .setParameter("last", LocalDate.of(year, 12, 31))
                .setFirstResult(from)
                .setMaxResults(most)
                .getResultStream()
                .map(row -> new Page((UUID) row[0], (String) row[1]))
                .toList();
    }
}

package org.communique.sequence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The change log in the database. What it answers with is detached, so that a long log can be gone through. */
final class StoredChanges implements ChangeLog {
    @Override
    public Optional<Change> one(long number) {
        return Change.findByIdOptional(number);
    }

    @Override
    public List<Change> after(long number, int most) {
        return detached(Change.<Change>find("number > ?1 order by number", number)
                .page(0, most)
                .list());
    }

    @Override
    public List<Change> ofPublic(long after, long before, int most) {
        return detached(Change.<Change>find(
                        "number > ?1 and number < ?2 and revision is not null and this.before is not null"
                                + " order by number desc",
                        after,
                        before)
                .page(0, most)
                .list());
    }

    @Override
    public Optional<Change> before(Instant time) {
        return Change.<Change>find("time < ?1 order by number desc", time)
                .page(0, 1)
                .firstResultOptional();
    }

    private static List<Change> detached(List<Change> changes) {
        changes.forEach(Change.getEntityManager()::detach);
        return changes;
    }
}

package org.communique.changefeed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.communique.release.filter.ReleaseFilter;
import org.communique.sequence.Change;
import org.communique.sequence.LiveState;
import org.communique.sequence.Snapshots;

/** Answers (filter, position, limit) with changes, for everybody who follows. To be called in a transaction, or over the node's own state. */
@ApplicationScoped
public class ChangeReads {
    private static final int LEAST = 50;
    private static final int MOST = 500;
    /** Changes that one request reads at most. */
    private static final long AT_ONCE = 100_000;
    /** Changes that are read at most from the node's own state, which followers cannot update meanwhile; beyond it the store is read. */
    private static final long SHORT = 5_000;

    @Inject
    LiveState state;

    /**
     * Changes in order.
     *
     * @param position the number up to which every change was judged: where to go on
     */
    public record Batch(List<FilteredChange> changes, long position) {}

    /** One change, where it passes the filter. */
    public Optional<FilteredChange> one(long number, ReleaseFilter filter) {
        return state.changes().one(number).flatMap(new ChangeMatcher(filter)::judge);
    }

    /**
     * The last change of each release that left the filter's view or was retracted after a number, and has not come back;
     * newest first, at most {@code limit}.
     */
    public List<FilteredChange> removals(long after, ReleaseFilter filter, int limit) {
        ChangeMatcher matcher = new ChangeMatcher(filter);
        Set<String> seen = new HashSet<>();
        List<FilteredChange> removals = new ArrayList<>();
        int read = 0;
        long position = Long.MAX_VALUE;
        boolean more = true;
        while (more && removals.size() < limit) {
            requireShort(read);
            List<Change> rows = state.changes().ofPublic(after, position, MOST);
            for (Change row : rows) {
                if (removals.size() < limit && seen.add(row.subjectId)) {
                    matcher.judge(row).filter(FilteredChange::mustRemove).ifPresent(removals::add);
                }
                position = row.number;
            }
            more = rows.size() == MOST;
            read += rows.size();
        }
        return removals;
    }

    /** At most {@code limit} changes after a number that pass the filter. */
    public Batch after(long after, ReleaseFilter filter, int limit) {
        return after(after, filter, limit, Long.MAX_VALUE);
    }

    /** At most {@code limit} of the next {@link #AT_ONCE} changes, those that pass the filter: what one request has time for. */
    Batch next(long after, ReleaseFilter filter, int limit) {
        return after(after, filter, limit, AT_ONCE);
    }

    private static void requireShort(long rows) {
        if (rows > SHORT) {
            Snapshots.requireStore();
        }
    }

    private Batch after(long after, ReleaseFilter filter, int limit, long most) {
        ChangeMatcher matcher = new ChangeMatcher(filter);
        int size = Math.min(Math.max(limit, LEAST), MOST);
        List<FilteredChange> passed = new ArrayList<>();
        long position = after;
        boolean more = true;
        while (more && passed.size() < limit && position - after < most) {
            requireShort(position - after);
            List<Change> rows = state.changes().after(position, size);
            for (Change row : rows) {
                if (passed.size() < limit) {
                    matcher.judge(row).ifPresent(passed::add);
                    position = row.number;
                }
            }
            more = rows.size() == size;
        }
        return new Batch(passed, position);
    }
}

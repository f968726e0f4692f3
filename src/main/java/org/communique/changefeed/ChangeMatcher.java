package org.communique.changefeed;

import java.util.Optional;
import org.communique.release.content.FilterState;
import org.communique.release.filter.FilterMatch;
import org.communique.release.filter.ReleaseFilter;
import org.communique.sequence.Change;
import org.communique.sequence.ChangeType;

/**
 * Judges the states before and after a change by a filter: what enters the view or stays in it keeps the change's type,
 * what leaves it has left the view. A term may be named anywhere, so its changes pass every filter.
 */
final class ChangeMatcher {
    private final FilterMatch match;
    private final boolean everything;

    ChangeMatcher(ReleaseFilter filter) {
        match = new FilterMatch(filter);
        everything = filter.isEmpty();
    }

    Optional<FilteredChange> judge(Change change) {
        boolean retracted = change.type.equals(ChangeType.RETRACTED.wire());
        if (everything || change.type.equals(ChangeType.TERM_CHANGED.wire())) {
            return Optional.of(judged(change, change.type, retracted));
        }
        if (match.selects(change.subjectId, FilterState.read(change.after))) {
            return Optional.of(judged(change, change.type, false));
        }
        return match.selects(change.subjectId, FilterState.read(change.before))
                ? Optional.of(judged(change, retracted ? change.type : FilteredChange.LEFT_VIEW, true))
                : Optional.empty();
    }

    private static FilteredChange judged(Change change, String type, boolean mustRemove) {
        return new FilteredChange(
                change.number,
                change.eventId,
                type,
                change.time,
                change.subjectKind,
                change.subjectId,
                change.revision,
                change.reason,
                mustRemove,
                change.replacedBy,
                change.announced);
    }
}

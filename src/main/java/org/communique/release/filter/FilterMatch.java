package org.communique.release.filter;

import org.communique.release.content.FilterState;

/** The filter, applied to the state of one release that a change keeps. */
public final class FilterMatch {
    private final ReleaseFilter filter;

    /** @throws IllegalArgumentException where the filter asks for what a change does not keep */
    public FilterMatch(ReleaseFilter filter) {
        if (!filter.unfollowable().isEmpty() || filter.text().isPresent()) {
            throw new IllegalArgumentException("not to be judged from a state: " + filter.query());
        }
        this.filter = filter;
    }

    /** Whether the filter selects the release in this state; null, where there is no public release, never is. */
    public boolean selects(String id, FilterState state) {
        return state != null && filter.criteria().stream().allMatch(criterion -> criterion.selects(id, state));
    }
}

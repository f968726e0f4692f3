package org.communique.release.list;

import java.util.Set;
import java.util.UUID;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.filter.ListOptions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.taxonomy.Terms;

/** What an index knows of the live store, which the package that keeps it answers. To be called in a snapshot. */
public interface ReleaseSearch {
    /** A page of what the filter selects, with what the extras ask for. */
    SearchPage find(
            ReleaseFilter filter, Terms terms, ReleaseSort sort, ListPosition place, int limit, ListOptions options);

    /** How many the filter selects. */
    long total(ReleaseFilter filter, Terms terms);

    /** All that the filter selects, in no order. */
    Set<UUID> all(ReleaseFilter filter, Terms terms);

    /** Ends the request where the index cannot answer; else notes what number of the sequence the answer reflects. */
    void reflect();
}

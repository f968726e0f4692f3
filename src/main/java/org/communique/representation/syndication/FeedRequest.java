package org.communique.representation.syndication;

import java.time.Instant;
import org.communique.release.filter.ReleaseFilter;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.Terms;

/**
 * What a document is made of.
 *
 * @param modified the last change that it depends on
 */
record FeedRequest(Snapshot snapshot, Terms terms, FeedAddress address, FeedWriter writer, Instant modified) {
    ReleaseFilter filter() {
        return address.page().filter();
    }
}

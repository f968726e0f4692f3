package org.communique.feed;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.communique.sequence.Snapshot;

/**
 * A feed before it is written, the same for every format.
 *
 * @param language of the texts where all are in one; else null
 * @param links absolute, by relation: self, hub, and those of RFC 5005
 * @param updated the last change of what is in it
 * @param archive whether it is a closed document (RFC 5005 section 4)
 */
record FeedDocument(
        String title,
        String language,
        Map<String, String> links,
        Instant updated,
        boolean archive,
        List<FeedItem> items) {
    /** Puts together what every kind of document has. */
    static FeedDocument of(
            Site site,
            Snapshot snapshot,
            FeedAddress address,
            Map<String, String> links,
            boolean archive,
            List<FeedItem> items) {
        links.put("hub", site.absolute("/hub"));
        List<String> ranges = address.page().filter().ranges();
        return new FeedDocument(
                site.config().publisher().name(),
                ranges.size() == 1 ? ranges.get(0) : null,
                links,
                items.stream().map(FeedItem::at).max(Instant::compareTo).orElse(snapshot.termChangedAt()),
                archive,
                items);
    }

    String self() {
        return links.get("self");
    }

    /** The releases alone. */
    List<FeedItem.Live> live() {
        return items.stream()
                .filter(FeedItem.Live.class::isInstance)
                .map(FeedItem.Live.class::cast)
                .toList();
    }

    /** The removals alone. */
    List<FeedItem.Removed> removed() {
        return items.stream()
                .filter(FeedItem.Removed.class::isInstance)
                .map(FeedItem.Removed.class::cast)
                .toList();
    }
}

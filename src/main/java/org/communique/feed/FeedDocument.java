package org.communique.feed;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.communique.sequence.Snapshot;

/**
 * A feed before it is written, the same for every format.
 *
 * @param id the same for every document of the feed: the address of its subscription document
 * @param list where the same releases are as JSON
 * @param language of the texts where all are in one; else null
 * @param links absolute, by relation: self, hub, and those of RFC 5005
 * @param updated the last change of what is in it
 * @param archive whether it is a closed document (RFC 5005 section 4)
 */
record FeedDocument(
        String id,
        String list,
        String title,
        String language,
        Map<String, String> links,
        Instant updated,
        boolean archive,
        List<FeedItem> items) {
    /** Puts together what every kind of document has. */
    static FeedDocument of(
            Site site,
            FeedAddress address,
            Map<String, String> links,
            boolean archive,
            Instant updated,
            List<FeedItem> items) {
        links.put("hub", site.hub());
        List<String> ranges = address.page().filter().ranges();
        return new FeedDocument(
                site.absolute(address.bare()),
                site.absolute(address.list()),
                site.config().publisher().name(),
                ranges.size() == 1 ? ranges.get(0) : null,
                links,
                updated,
                archive,
                items);
    }

    /** The last change of the items; where there are none, the last change of what names them. */
    static Instant latest(List<FeedItem> items, Snapshot snapshot) {
        return items.stream().map(FeedItem::at).max(Instant::compareTo).orElse(snapshot.termChangedAt());
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

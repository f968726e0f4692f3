package org.communique.representation.syndication;

import java.time.Instant;
import org.communique.representation.format.FeedItem;

/**
 * An item as it stands in a document.
 *
 * @param at when it last changed
 * @param language of its text; null for a removal
 * @param bytes in UTF-8; none where the format has no word for it
 */
record FeedEntry(Instant at, String language, byte[] bytes) {
    static FeedEntry of(FeedItem item, FeedWriter writer) {
        return new FeedEntry(
                item.at(), item instanceof FeedItem.Live live ? live.release().language() : null, writer.entry(item));
    }

    /** Whether it tells of a release that has to go. */
    boolean isRemoval() {
        return language == null;
    }
}

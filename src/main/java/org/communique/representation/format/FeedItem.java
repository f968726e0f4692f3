package org.communique.representation.format;

import java.time.Instant;
import java.util.UUID;
import org.communique.release.document.ReleaseView;

/** An entry of a feed: a release, or the notice that one has to go. */
public sealed interface FeedItem {
    /** When it last changed. */
    Instant at();

    /** A public release, whole. */
    record Live(ReleaseView release) implements FeedItem {
        @Override
        public Instant at() {
            return release.updatedAt();
        }
    }

    /**
     * A release that a reader has to remove.
     *
     * @param reason in words; null where none was given
     */
    record Removed(UUID id, Instant at, String reason) implements FeedItem {}

    /** The id that never changes, as a URN (RFC 9562 section 4). */
    static String urn(UUID id) {
        return "urn:uuid:" + id;
    }
}

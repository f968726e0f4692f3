package org.communique.http.streaming;

/** The kinds of answers that may take their readers long, each with a limit of its own. */
public enum LongAnswer {
    /** The archive. */
    EXPORT("export"),
    /** A file of any size: NDJSON, CSV, a sitemap. */
    DOWNLOAD("download"),
    /** Any other answer that does not fit into one write, such as a feed or a page of whole releases. */
    LARGE("large"),
    /** A page of a search that marks its words in long texts, all of which are read for it. */
    HIGHLIGHT("highlight"),
    /** Server-sent events. */
    STREAM("stream"),
    /** A request that waits for a change. */
    POLL("poll");

    private final String wire;

    LongAnswer(String wire) {
        this.wire = wire;
    }

    /** As metrics and problems name it. */
    String wire() {
        return wire;
    }
}

package org.communique.feed;

/** Writes feeds in one format. */
interface FeedWriter {
    Format format();

    byte[] write(FeedDocument feed);
}

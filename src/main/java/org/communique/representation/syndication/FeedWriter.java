package org.communique.representation.syndication;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.communique.representation.format.FeedItem;
import org.communique.representation.format.Format;

/** Writes feeds in one format. */
public interface FeedWriter {
    Format format();

    /** The item as it stands in a document; nothing where the format has no word for it. */
    byte[] entry(FeedItem item);

    /** Writes the document entry by entry. */
    void write(FeedDocument feed, OutputStream out);

    default byte[] bytes(FeedDocument feed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(feed, out);
        return out.toByteArray();
    }
}

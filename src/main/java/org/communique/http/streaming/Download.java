package org.communique.http.streaming;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body of any size, written piece by piece while the snapshot is held.
 *
 * @param identity what tells the bytes apart at one number of the sequence: the representation and the query
 */
public record Download(String mediaType, String identity, Writer writer) {
    /** Writes the body; what it holds in memory does not grow with it. */
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }
}

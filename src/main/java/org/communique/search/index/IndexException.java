package org.communique.search.index;

import java.io.IOException;

/** The files of an index could not be read or written. */
public final class IndexException extends RuntimeException {
    public IndexException(IOException cause) {
        super(cause);
    }
}

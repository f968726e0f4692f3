package org.communique.search;

import java.io.IOException;

/** The files of an index could not be read or written. */
final class IndexException extends RuntimeException {
    IndexException(IOException cause) {
        super(cause);
    }
}

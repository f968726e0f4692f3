package org.communique.sequence;

/** The store does not answer now; the same may work in a moment. */
public class StoreAwayException extends RuntimeException {
    StoreAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}

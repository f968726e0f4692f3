package org.communique.store;

/** Ends the start; its message tells the operator why and what to do. */
class StoreNotOpenedException extends IllegalStateException {
    StoreNotOpenedException(String message) {
        super(message);
    }
}

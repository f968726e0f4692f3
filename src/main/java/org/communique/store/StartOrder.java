package org.communique.store;

/** In which order beans start that others need. */
public final class StartOrder {
    /** Runs before everything else at start that reads or writes the store. */
    public static final int STORE = 100;

    private StartOrder() {}
}

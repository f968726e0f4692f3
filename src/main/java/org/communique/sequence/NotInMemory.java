package org.communique.sequence;

/** Something that a read needs is not among what this node has in memory of the live store: the read goes to the store. */
public final class NotInMemory extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotInMemory() {
        super(null, null, false, false);
    }
}

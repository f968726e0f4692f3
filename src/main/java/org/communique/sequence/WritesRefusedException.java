package org.communique.sequence;

/** The store takes no writes now, and none was tried. */
public final class WritesRefusedException extends StoreAwayException {
    private final StoreFault fault;

    WritesRefusedException(StoreFault fault) {
        super("writes are not possible at the moment: " + fault.words(), null);
        this.fault = fault;
    }

    public StoreFault fault() {
        return fault;
    }
}

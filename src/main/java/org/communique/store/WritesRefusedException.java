package org.communique.store;

/** The store takes no writes now, and none was tried. */
public final class WritesRefusedException extends DatabaseUnavailableException {
    private final StoreFault fault;

    public WritesRefusedException(StoreFault fault) {
        super("writes are not possible at the moment: " + fault.words(), null);
        this.fault = fault;
    }

    public StoreFault fault() {
        return fault;
    }
}

package org.communique.exchange;

/** An import must not go on here: its batch is rolled back. */
class ImportStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImportStopped() {
        super(null, null, false, false);
    }
}

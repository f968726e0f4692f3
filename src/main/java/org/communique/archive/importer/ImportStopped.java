package org.communique.archive.importer;

/** An import must not go on here: its batch is rolled back. */
public class ImportStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImportStopped() {
        super(null, null, false, false);
    }
}

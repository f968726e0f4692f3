package org.communique.archive.importer;

/** Is told how far an import is. */
@FunctionalInterface
public interface ImportProgress {
    /** Learns what a batch did: in its transaction, or for a dry run in one of its own. */
    void add(ImportCounts batch);

    /** Whether another import waits for its turn, so that the present batch is to end. */
    default boolean isAwaited() {
        return false;
    }

    /** Whether the next batch is to be written; where it is not, the import ends where it is. */
    default boolean goesOn() {
        return true;
    }
}

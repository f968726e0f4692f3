package org.communique.archive.importer;

import java.util.function.Supplier;

/** What an import keeps in memory from one turn to the next: the terms it reads against. */
public final class ImportMemory {
    private KnownTerms terms;

    /** Whether no turn has begun. */
    public boolean isNew() {
        return terms == null;
    }

    KnownTerms terms(Supplier<KnownTerms> present) {
        if (terms == null) {
            terms = present.get();
        }
        return terms;
    }
}

package org.communique.exchange;

import java.util.function.Supplier;

/** What an import keeps in memory from one turn to the next: the terms it reads against. */
final class ImportMemory {
    private KnownTerms terms;

    /** Whether no turn has begun. */
    boolean isNew() {
        return terms == null;
    }

    KnownTerms terms(Supplier<KnownTerms> present) {
        if (terms == null) {
            terms = present.get();
        }
        return terms;
    }
}

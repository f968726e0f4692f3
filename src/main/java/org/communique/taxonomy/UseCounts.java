package org.communique.taxonomy;

import java.util.Map;

/** How many public releases carry a term; the release package implements it. */
public interface UseCounts {
    /** Counts by code; a code that no release carries may be absent. */
    Map<String, Long> of(Vocabulary vocabulary);
}

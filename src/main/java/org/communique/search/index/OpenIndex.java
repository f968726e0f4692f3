package org.communique.search.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.communique.release.filter.SearchableRelease;

/** An index that is open. One thread writes into it. */
public interface OpenIndex extends AutoCloseable {
    /** Adds releases to an index that has none of them. */
    void add(List<SearchableRelease> releases);

    /**
     * Writes releases in the place of what the index has of them.
     *
     * @param ids of all of them
     * @param releases those that are public; the others are removed
     */
    void replace(Set<UUID> ids, Map<UUID, SearchableRelease> releases);

    /** Notes how far the index is, after everything up to there is in it; from then on searches find it. */
    void mark(IndexPosition mark);

    /** How far what searches find goes; empty for a new index. */
    Optional<IndexPosition> mark();

    /** Puts what was written onto the disk. */
    void commit();

    /** Whether the engine sees to the disk by itself. */
    boolean commitsByItself();

    /** Why the index takes no more through this opening; empty while it does. */
    Optional<Throwable> lost();

    /** Has its parts made into one, where that pays, beside everything else. */
    void tidy();

    /** Asks it, as it is at one moment. */
    <T> T ask(Function<Searcher, T> question);

    @Override
    void close();
}

package org.communique.search;

import java.util.Optional;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;

/** Keeps indexes, of which one is current. Another one is built beside it and then takes its place at once. */
interface Engine extends AutoCloseable {
    /** The version of what is written into an index; one of another version is of no use. */
    int VERSION = 2;

    /** Opens the current index of this version; nothing where there is none. */
    Optional<CloseableSearchMapping> current();

    /** Opens a new index, which is empty. */
    CloseableSearchMapping begin();

    /** Makes the index that was begun last the current one. */
    void finish();

    /** Removes all indexes of this version but the current one, and those of versions that nobody uses. */
    void removeOthers();

    /** Whether several processes share the indexes, of which one at a time writes. */
    boolean isShared();

    /** Whether another index is current than the one opened last. */
    boolean hasMoved();

    @Override
    void close();
}

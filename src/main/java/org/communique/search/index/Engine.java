package org.communique.search.index;

import java.util.Optional;

/** Keeps indexes, of which one is current. Another one is built beside it and then takes its place at once. */
public interface Engine extends AutoCloseable {
    /** The version of what is written into an index; one of another version is of no use. */
    int VERSION = 5;

    /** Opens the current index of this version; nothing where there is none. */
    Optional<OpenIndex> current();

    /** Opens a new index, which is empty. */
    OpenIndex begin();

    /** Makes the index that was begun last the current one. */
    void finish();

    /** Gives up the index that was begun last, which is closed. */
    void discard();

    /**
     * Tries whether an index could be written.
     *
     * @throws RuntimeException where it could not
     */
    void tryWriting();

    /** Whether there is room for all of the current index once more, as its segments are made into one. */
    boolean hasRoomToMerge();

    /** Removes all indexes of this version but the current one, and those of versions that nobody uses. */
    void removeOthers();

    /** Whether several processes share the indexes, of which one at a time writes. */
    boolean isShared();

    /** Whether another index is current than the one opened last. */
    boolean hasMoved();

    @Override
    void close();
}

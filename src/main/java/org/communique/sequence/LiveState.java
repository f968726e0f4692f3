package org.communique.sequence;

import java.util.Optional;
import java.util.function.Function;

/** What this node has of its own of the live store, all of it at one number of the sequence. */
public interface LiveState {
    /**
     * Runs a read over it, without the store; {@link Snapshots#current} tells of what number it is.
     *
     * @return empty where it is not at the present number, or lacks something that the read needs
     */
    <T> Optional<T> read(Function<Snapshot, T> work);

    /** The change log as this thread reads it: the node's own within {@link #read}, else the store's. */
    ChangeLog changes();
}

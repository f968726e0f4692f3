package org.communique.search;

import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;

/** Where indexes are kept. */
interface Engine {
    /** The version of what is written into an index; one of another version is of no use. */
    int VERSION = 1;

    /** Opens the index, and makes it where there is none. */
    CloseableSearchMapping open();

    /** Removes the index, so that the next one opened is empty. */
    void discard();
}

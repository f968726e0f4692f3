package org.communique.search;

import java.util.Optional;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;
import org.jboss.logging.Logger;

/** An index that is open. */
final class OpenIndex implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OpenIndex.class);

    private final CloseableSearchMapping mapping;
    /** Null where no files are opened. */
    private final OneWriter writer;

    OpenIndex(CloseableSearchMapping mapping, OneWriter writer) {
        this.mapping = mapping;
        this.writer = writer;
    }

    SearchMapping mapping() {
        return mapping;
    }

    /** Why the index takes no more through this opening; empty while it does. */
    Optional<Throwable> lost() {
        return writer == null ? Optional.empty() : writer.lost();
    }

    /** Puts what was written onto the disk. */
    void commit() {
        mapping.scope(Object.class).workspace().flush();
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.closing();
        }
        try {
            mapping.close();
        } catch (RuntimeException failed) {
            // What is not on the disk is followed again.
            LOG.debug("An index was not closed in peace", failed);
        }
    }
}

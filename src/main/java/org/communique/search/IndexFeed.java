package org.communique.search;

import java.time.Duration;
import java.util.UUID;
import org.communique.search.index.IndexPosition;
import org.communique.search.index.OpenIndex;

/** Lets one index follow the sequence. */
final class IndexFeed {
    /** While many changes come: each mark makes a segment of what came before it, and segments have to be merged. */
    private static final Duration MARKED_EVERY = Duration.ofMillis(500);

    private final OpenIndex index;
    private final IndexSource source;
    private final UUID store;
    private long written;
    private long number;
    private long marked = System.nanoTime() - MARKED_EVERY.toNanos();
    /** The last one after whose change the segments were looked at. */
    private long tidied = -1;

    private long committed;
    private long committedAt = System.nanoTime();

    /** @param number the last one whose change the index has */
    IndexFeed(OpenIndex index, IndexSource source, UUID store, long number) {
        this.index = index;
        this.source = source;
        this.store = store;
        this.number = number;
        this.written = number;
        this.committed = number;
    }

    /** The last one whose change searches find. */
    long number() {
        return number;
    }

    /** Takes over the next changes; says whether there were any, or are more. */
    boolean follow() {
        IndexSource.News news = source.after(written);
        boolean more = news.last() != written;
        if (!more && written == number) {
            return false;
        }
        if (more) {
            index.replace(news.subjects(), news.releases());
        }
        boolean last = !news.more();
        written = news.last();
        if (last || System.nanoTime() - marked >= MARKED_EVERY.toNanos()) {
            index.mark(new IndexPosition(store, written));
            number = written;
            marked = System.nanoTime();
        }
        return true;
    }

    /** Whether nothing has come for so long since the segments were looked at. */
    boolean isQuiet(Duration quiet) {
        return tidied != written && System.nanoTime() - marked >= quiet.toNanos();
    }

    /** Has the segments made into one where that pays. */
    void tidy() {
        tidied = written;
        index.tidy();
    }

    /** Puts what searches find onto the disk, where that was not done for so long. */
    void commit(Duration every) {
        if (!index.commitsByItself() && committed != number && System.nanoTime() - committedAt >= every.toNanos()) {
            index.commit();
            committed = number;
            committedAt = System.nanoTime();
        }
    }
}

package org.communique.search;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.communique.search.SearchDocument.Mark;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;

/** Lets one index follow the sequence. */
final class IndexFeed {
    /** While many changes come: each mark makes a segment of what came before it, and segments have to be merged. */
    private static final Duration MARKED_EVERY = Duration.ofMillis(500);

    private final SearchMapping mapping;
    private final IndexSource source;
    private final UUID store;
    private long written;
    private long number;
    private long marked = System.nanoTime() - MARKED_EVERY.toNanos();
    /** The last one after whose change the segments were looked at. */
    private long tidied = -1;

    private CompletableFuture<?> tidying = CompletableFuture.completedFuture(null);

    /** @param number the last one whose change the index has */
    IndexFeed(SearchMapping mapping, IndexSource source, UUID store, long number) {
        this.mapping = mapping;
        this.source = source;
        this.store = store;
        this.number = number;
        this.written = number;
    }

    SearchMapping mapping() {
        return mapping;
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
            IndexWriting.replace(mapping, news.releases(), news.languages());
        }
        boolean last = !news.more();
        written = news.last();
        if (last || System.nanoTime() - marked >= MARKED_EVERY.toNanos()) {
            Mark mark = new Mark(store, written);
            IndexWriting.mark(mapping, mark);
            if (last && !IndexWriting.mark(mapping).equals(Optional.of(mark))) {
                throw new IllegalStateException("the index does not have what was written");
            }
            number = written;
            marked = System.nanoTime();
        }
        return true;
    }

    /** Whether nothing has come for so long since the segments were looked at. */
    boolean isQuiet(Duration quiet) {
        return tidied != written && tidying.isDone() && System.nanoTime() - marked >= quiet.toNanos();
    }

    /** Has the segments made into one where that pays. */
    void tidy() {
        tidied = written;
        tidying = Segments.tidy(mapping).toCompletableFuture();
    }
}

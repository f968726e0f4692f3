package org.communique.search;

import java.time.Duration;
import java.util.UUID;
import org.communique.search.SearchDocument.Mark;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;

/** Lets one index follow the sequence. */
final class IndexFeed {
    /** While many changes come: each mark makes a segment of what came before it, and segments have to be merged. */
    private static final Duration MARKED_EVERY = Duration.ofMillis(500);

    /** Changes that leave so many small segments that it pays to make one of all. */
    static final int MANY = 1_000;

    private final SearchMapping mapping;
    private final IndexSource source;
    private final UUID store;
    private long written;
    private long number;
    private long marked = System.nanoTime() - MARKED_EVERY.toNanos();
    /** Changes written since the index was one segment, as far as is known. */
    private long untidy;

    /**
     * @param number the last one whose change the index has
     * @param untidy how many releases have just been written into it
     */
    IndexFeed(SearchMapping mapping, IndexSource source, UUID store, long number, long untidy) {
        this.mapping = mapping;
        this.source = source;
        this.store = store;
        this.number = number;
        this.written = number;
        this.untidy = untidy;
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
        boolean last = news.last() - written < IndexSource.BATCH;
        untidy += news.last() - written;
        written = news.last();
        if (last || System.nanoTime() - marked >= MARKED_EVERY.toNanos()) {
            IndexWriting.mark(mapping, new Mark(store, written));
            number = written;
            marked = System.nanoTime();
        }
        return true;
    }

    /**
     * Has the segments made into one, some time after many changes: a search looks each of its words up in every segment.
     * It goes on beside what follows; a stop ends it, and the segments stay as they were.
     *
     * @param quiet for how long nothing has come
     */
    void tidy(Duration quiet) {
        if (untidy >= MANY && System.nanoTime() - marked >= quiet.toNanos()) {
            untidy = 0;
            mapping.scope(Object.class).workspace().mergeSegmentsAsync();
        }
    }
}

package org.communique.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.communique.search.index.Engine;
import org.communique.search.index.OpenIndex;
import org.communique.search.lucene.LuceneEngine;
import org.communique.search.lucene.LuceneIndex;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where much of an index is outside of its largest segment all is made into one, once nothing comes for a while. */
@Tag("once")
class IndexTidyTest {
    @TempDir
    Path folder;

    @Test
    void what_is_scattered_ends_in_one_segment_once_nothing_comes() throws Exception {
        assertEquals(1, segmentsAfter(2 * LuceneIndex.MANY, LuceneIndex.MANY, Duration.ZERO));
        assertTrue(
                segmentsAfter(2 * LuceneIndex.MANY, LuceneIndex.MANY, Duration.ofHours(1)) > 1, "something may come");
        assertTrue(segmentsAfter(2 * LuceneIndex.MANY, LuceneIndex.MANY / 2, Duration.ZERO) > 1, "it does not pay");
    }

    /** So many changes are written, and then others, which another feed of the same index finds there. */
    private int segmentsAfter(int first, int others, Duration quiet) throws Exception {
        Path index = folder.resolve(others + "-" + quiet);
        try (LuceneEngine engine = new LuceneEngine(index, new Looking());
                OpenIndex open = engine.begin()) {
            UUID store = UUID.randomUUID();
            for (int changes : List.of(first, first + others)) {
                IndexFeed feed = new IndexFeed(open, new ChangesSource(changes), store, changes == first ? 0 : first);
                while (feed.follow()) {
                    // Batch by batch, and then the mark.
                }
                open.commit();
            }
            // As after a start: nothing of it was written by this one.
            IndexFeed feed = new IndexFeed(open, new ChangesSource(first + others), store, first + others);
            if (feed.isQuiet(quiet)) {
                feed.tidy();
            }
            boolean expected = quiet.isZero() && others >= LuceneIndex.MANY;
            long deadline =
                    System.nanoTime() + Duration.ofSeconds(expected ? 60 : 1).toNanos();
            int segments;
            do {
                Thread.sleep(50);
                open.commit();
                segments = segments(index);
            } while (segments > 1 && System.nanoTime() < deadline);
            return segments;
        }
    }

    private static int segments(Path index) throws IOException {
        try (Directory files = FSDirectory.open(index.resolve("v" + Engine.VERSION + "-1"))) {
            return SegmentInfos.readLatestCommit(files).size();
        }
    }
}

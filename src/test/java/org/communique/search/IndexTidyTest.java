package org.communique.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.communique.release.ReleaseContent;
import org.communique.release.ReleaseStatus;
import org.communique.release.SearchableRelease;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After many changes the index is made into one segment, once nothing comes for a while, and not before. */
@Tag("once")
class IndexTidyTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");

    @TempDir
    Path folder;

    /** So many changes, each of another release. */
    private static final class Source extends IndexSource {
        private final int changes;

        Source(int changes) {
            this.changes = changes;
        }

        @Override
        News after(long number) {
            Map<UUID, Set<String>> languages = new LinkedHashMap<>();
            Map<UUID, SearchableRelease> releases = new LinkedHashMap<>();
            long last = Math.min(changes, number + BATCH);
            for (long i = number; i < last; i++) {
                UUID id = new UUID(1, i);
                languages.put(id, Set.of("en"));
                releases.put(id, release(id, i));
            }
            return new News(last, languages, releases);
        }
    }

    private static SearchableRelease release(UUID id, long number) {
        ReleaseContent none = new ReleaseContent(
                null, "en", LocalDate.of(2026, 5, 6), null, null, null, null, null, null, null, null, null, null, null);
        String title = "Release " + number;
        return new SearchableRelease(
                id,
                ReleaseStatus.PUBLISHED,
                LocalDate.of(2026, 5, 6),
                NOW,
                NOW,
                none,
                List.of(new SearchableRelease.Text("en", true, true, title, title, null, "A body of some words.")));
    }

    @Test
    void many_changes_end_in_one_segment_and_few_stay_as_they_are() throws Exception {
        assertEquals(1, segmentsAfter(IndexFeed.MANY, Duration.ZERO));
        assertTrue(segmentsAfter(IndexFeed.MANY, Duration.ofHours(1)) > 1, "something may come at any time");
        assertTrue(segmentsAfter(IndexFeed.MANY - 1, Duration.ZERO) > 1, "it does not pay");
    }

    private int segmentsAfter(int changes, Duration quiet) throws Exception {
        Path index = folder.resolve(changes + "-" + quiet);
        try (LuceneEngine engine = new LuceneEngine(index);
                CloseableSearchMapping mapping = engine.begin()) {
            IndexFeed feed = new IndexFeed(mapping, new Source(changes), UUID.randomUUID(), 0, 0);
            while (feed.follow()) {
                // Batch by batch, and then the mark.
            }
            feed.tidy(quiet);
            long deadline = System.nanoTime()
                    + Duration.ofSeconds(quiet.isZero() ? 20 : 1).toNanos();
            int segments;
            do {
                Thread.sleep(50);
                mapping.scope(Object.class).workspace().flush();
                segments = segments(index);
            } while (segments > 1 && changes == IndexFeed.MANY && System.nanoTime() < deadline);
            return segments;
        }
    }

    private static int segments(Path index) throws IOException {
        try (Directory files =
                FSDirectory.open(index.resolve("v" + Engine.VERSION + "-1").resolve(Mappings.INDEX))) {
            return SegmentInfos.readLatestCommit(files).size();
        }
    }
}

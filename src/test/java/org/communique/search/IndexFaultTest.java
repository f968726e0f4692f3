package org.communique.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.communique.search.index.IndexException;
import org.communique.search.index.IndexPosition;
import org.communique.search.index.OpenIndex;
import org.communique.search.lucene.LuceneEngine;
import org.communique.search.lucene.LuceneFields;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mark of an index never claims more than is in it, whenever its disk fails. */
@Tag("unit")
class IndexFaultTest {
    private static final UUID STORE = UUID.randomUUID();

    @TempDir
    Path folder;

    private final ChangesSource source = new ChangesSource(0);

    private IndexFeed follow(OpenIndex open) {
        IndexPosition mark = open.mark().orElse(new IndexPosition(STORE, 0));
        expectAllUpTo(open, mark.number());
        IndexFeed feed = new IndexFeed(open, source, STORE, mark.number());
        while (feed.follow()) {
            // Batch by batch.
        }
        return feed;
    }

    private static void expectAllUpTo(OpenIndex open, long number) {
        List<UUID> missing = new ArrayList<>();
        for (long one = 1; one <= number; one++) {
            UUID id = ChangesSource.id(one);
            if (Looking.count(open, new TermQuery(new Term(LuceneFields.RELEASE, id.toString()))) != 1) {
                missing.add(id);
            }
        }
        assertEquals(List.of(), missing, "of those up to " + number);
    }

    /** Real errors of the file system while the work runs: its directory is not there, and a file is. */
    private void withoutDisk(Path root, Runnable work) throws Exception {
        Path away = root.resolveSibling("away");
        Files.move(root, away);
        Files.createFile(root);
        try {
            work.run();
        } finally {
            Files.delete(root);
            Files.move(away, root);
        }
    }

    @Test
    void what_is_written_while_the_disk_fails_is_not_claimed_and_is_written_again() throws Exception {
        Path root = folder.resolve("search");
        try (LuceneEngine engine = new LuceneEngine(root, new Looking())) {
            OpenIndex first = engine.begin();
            source.changes = 50;
            follow(first);
            first.commit();
            engine.finish();
            withoutDisk(root, () -> {
                source.changes = 60;
                assertThrows(RuntimeException.class, () -> follow(first));
                assertTrue(first.lost().isPresent(), "it takes no more");
            });
            // The disk is back, but what was lost must not be claimed through the same opening.
            assertThrows(RuntimeException.class, () -> follow(first));
            first.close();
            try (OpenIndex again = engine.current().orElseThrow()) {
                assertEquals(60, follow(again).number());
                expectAllUpTo(again, 60);
                again.commit();
            }
        }
    }

    @Test
    void a_commit_that_fails_claims_nothing_that_is_not_there() throws Exception {
        Path root = folder.resolve("search");
        try (LuceneEngine engine = new LuceneEngine(root, new Looking())) {
            OpenIndex first = engine.begin();
            source.changes = 10;
            follow(first);
            first.commit();
            engine.finish();
            source.changes = 20;
            IndexFeed feed = follow(first);
            withoutDisk(root, () -> assertThrows(IndexException.class, () -> feed.commit(Duration.ZERO)));
            first.close();
            try (OpenIndex again = engine.current().orElseThrow()) {
                assertEquals(10, again.mark().orElseThrow().number());
                source.changes = 30;
                assertEquals(30, follow(again).number());
                expectAllUpTo(again, 30);
            }
        }
    }
}

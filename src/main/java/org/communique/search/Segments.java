package org.communique.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.hibernate.search.backend.lucene.LuceneExtension;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;

/** The segments of a Lucene index, in every one of which a search looks up each of its words. */
final class Segments {
    /** So few documents are not worth it. */
    static final int MANY = 1_000;

    /** Documents are written again, all of them, for so large a part of them at least. */
    private static final int PART = 20;

    private Segments() {}

    /** Has them made into one where that pays, beside everything else; a stop ends it. Done where there is nothing to do. */
    static CompletionStage<?> tidy(SearchMapping mapping) {
        return isWorthMerging(mapping)
                ? mapping.scope(Object.class).workspace().mergeSegmentsAsync()
                : CompletableFuture.completedStage(null);
    }

    /** Whether many documents are outside of the largest segment, or deleted in it. */
    private static boolean isWorthMerging(SearchMapping mapping) {
        int all = 0;
        int tidy = 0;
        try (IndexReader reader = mapping.scope(SearchDocument.class)
                .extension(LuceneExtension.get())
                .openIndexReader()) {
            for (LeafReaderContext segment : reader.leaves()) {
                all += segment.reader().maxDoc();
                tidy = Math.max(tidy, segment.reader().numDocs());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return all - tidy >= Math.max(MANY, all / PART);
    }
}

package org.communique.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.communique.search.index.OpenIndex;
import org.communique.search.index.Searcher;
import org.communique.search.lucene.LuceneIndex;

/** Looks at documents themselves, without the lists. */
final class Looking implements LuceneIndex.Reading {
    private static final ThreadLocal<IndexSearcher> ASKED = new ThreadLocal<>();

    @Override
    public Searcher questions(IndexSearcher searcher) {
        ASKED.set(searcher);
        return null;
    }

    @Override
    public void warm(LeafReaderContext segment) {
        // There is nothing to prepare.
    }

    static int count(OpenIndex index, Query query) {
        return index.ask(questions -> {
            try {
                return ASKED.get().count(query);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }
}

package org.communique.search;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.communique.release.ListSearch;
import org.communique.release.SearchableReleases;

/** Asks an index with the help of the lists in memory. */
record ReadingByLists(
        ListSearch lists,
        SearchableReleases releases,
        Consumer<List<UUID>> reader,
        NamedTerms names,
        SegmentOrdinals ordinals)
        implements LuceneIndex.Reading {
    /** @param reader asked before the texts of releases are read; it may end the request */
    ReadingByLists(ListSearch lists, SearchableReleases releases, Consumer<List<UUID>> reader, NamedTerms names) {
        this(lists, releases, reader, names, new SegmentOrdinals(lists.ordinals()));
    }

    @Override
    public Questions questions(IndexSearcher searcher) {
        return new LuceneQuestions(searcher, this);
    }

    @Override
    public void warm(LeafReaderContext segment) throws IOException {
        ordinals.of(segment.reader());
    }
}

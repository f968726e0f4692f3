package org.communique.search.lucene;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.communique.release.document.SearchableReleases;
import org.communique.release.list.ListSearch;
import org.communique.search.index.Searcher;

/** Asks an index with the help of the lists in memory. */
public record ReadingByLists(
        ListSearch lists,
        SearchableReleases releases,
        Consumer<List<UUID>> reader,
        NamedTerms names,
        SegmentOrdinals ordinals)
        implements LuceneIndex.Reading {
    /** @param reader asked before the texts of releases are read; it may end the request */
    public ReadingByLists(
            ListSearch lists, SearchableReleases releases, Consumer<List<UUID>> reader, NamedTerms names) {
        this(lists, releases, reader, names, new SegmentOrdinals(lists.ordinals()));
    }

    @Override
    public Searcher questions(IndexSearcher searcher) {
        return new LuceneSearcher(searcher, this);
    }

    @Override
    public void warm(LeafReaderContext segment) throws IOException {
        ordinals.of(segment.reader());
    }
}

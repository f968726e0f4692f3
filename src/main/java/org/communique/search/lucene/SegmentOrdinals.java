package org.communique.search.lucene;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.communique.release.bitmap.Ordinals;

/** The ordinals of the releases that documents belong to, by segment, whose documents never change. */
final class SegmentOrdinals {
    private final Ordinals ordinals;
    private final ConcurrentMap<IndexReader.CacheKey, Known> segments = new ConcurrentHashMap<>();

    /**
     * Those of a segment.
     *
     * @param all how many releases were known then
     * @param complete whether every document's was among them; the lists may come to know of a release later
     */
    private record Known(int[] ordinals, int all, boolean complete) {}

    SegmentOrdinals(Ordinals ordinals) {
        this.ordinals = ordinals;
    }

    /** By document; {@link Ordinals#NONE} for those of releases that the lists do not know. */
    int[] of(LeafReader segment) throws IOException {
        IndexReader.CacheHelper cache = segment.getCoreCacheHelper();
        Known known = segments.get(cache.getKey());
        if (known == null || !known.complete() && known.all() < ordinals.size()) {
            boolean first = known == null;
            known = read(segment);
            segments.put(cache.getKey(), known);
            if (first) {
                cache.addClosedListener(segments::remove);
            }
        }
        return known.ordinals();
    }

    private Known read(LeafReader segment) throws IOException {
        int all = ordinals.size();
        NumericDocValues high = DocValues.getNumeric(segment, LuceneFields.HIGH);
        NumericDocValues low = DocValues.getNumeric(segment, LuceneFields.LOW);
        int[] found = new int[segment.maxDoc()];
        boolean complete = true;
        for (int document = 0; document < found.length; document++) {
            boolean there = high.advanceExact(document) && low.advanceExact(document);
            found[document] = there ? ordinals.of(high.longValue(), low.longValue()) : Ordinals.NONE;
            complete &= found[document] != Ordinals.NONE;
        }
        return new Known(found, all, complete);
    }
}

package org.communique.search.lucene;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.communique.release.bitmap.Ordinals;
import org.communique.release.bitmap.WordMatches;

/** Folds the documents that a query finds into releases, of each of which the best score counts. */
final class MatchCollector extends SimpleCollector {
    private final SegmentOrdinals ordinals;
    private final WordMatches matches;
    private final String titles;
    private int[] ofSegment;
    private BinaryDocValues keys;
    private Scorable scorer;

    /** @param titles the field that orders by title, where that is wanted */
    MatchCollector(SegmentOrdinals ordinals, WordMatches matches, String titles) {
        this.ordinals = ordinals;
        this.matches = matches;
        this.titles = titles;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext segment) throws IOException {
        ofSegment = ordinals.of(segment.reader());
        keys = matches.isTitled() ? DocValues.getBinary(segment.reader(), titles) : null;
    }

    @Override
    public void setScorer(Scorable given) {
        scorer = given;
    }

    @Override
    public void collect(int document) throws IOException {
        int ordinal = ofSegment[document];
        if (ordinal != Ordinals.NONE) {
            String title = keys != null && keys.advanceExact(document)
                    ? keys.binaryValue().utf8ToString()
                    : "";
            matches.add(ordinal, matches.isScored() ? scorer.score() : 0, title);
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return matches.isScored() ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
    }
}

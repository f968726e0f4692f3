package org.communique.search;

import java.io.IOException;
import java.time.LocalDate;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/** A Lucene query that every document meets, with a score in proportion to the month of its day. */
final class RecencyQuery extends Query {
    private final float month;

    /** @param month what a month is worth */
    RecencyQuery(float month) {
        this.month = month;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new RecencyWeight(month * boost);
    }

    private final class RecencyWeight extends Weight {
        private final float each;

        RecencyWeight(float each) {
            super(RecencyQuery.this);
            this.each = each;
        }

        @Override
        public Scorer scorer(LeafReaderContext context) throws IOException {
            return new RecencyScorer(this, context, each);
        }

        @Override
        public Explanation explain(LeafReaderContext context, int document) throws IOException {
            Scorer scorer = scorer(context);
            scorer.iterator().advance(document);
            return Explanation.match(scorer.score(), "months since 1970, each worth " + each);
        }

        @Override
        public boolean isCacheable(LeafReaderContext context) {
            return true;
        }
    }

    private static final class RecencyScorer extends Scorer {
        private final SortedNumericDocValues days;
        private final DocIdSetIterator all;
        private final float each;

        RecencyScorer(Weight weight, LeafReaderContext context, float each) throws IOException {
            super(weight);
            this.days = DocValues.getSortedNumeric(context.reader(), DocumentFields.DAY);
            this.all = DocIdSetIterator.all(context.reader().maxDoc());
            this.each = each;
        }

        @Override
        public int docID() {
            return all.docID();
        }

        @Override
        public DocIdSetIterator iterator() {
            return all;
        }

        @Override
        public float score() throws IOException {
            return days.advanceExact(all.docID())
                    ? each * DocumentFields.months(LocalDate.ofEpochDay(days.nextValue()))
                    : 0;
        }

        @Override
        public float getMaxScore(int upTo) {
            return each * DocumentFields.MOST_MONTHS;
        }
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "recency(" + month + ")";
    }

    @Override
    public boolean equals(Object other) {
        return sameClassAs(other) && month == ((RecencyQuery) other).month;
    }

    @Override
    public int hashCode() {
        return 31 * classHash() + Float.hashCode(month);
    }
}

package org.communique.search;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.automaton.ByteRunAutomaton;

/**
 * A Lucene query for documents in which a word of any of many fields has a beginning. Lucene's own keeps a set of documents
 * for each field and asks every one of them for each document; this makes one set of them all, once.
 */
final class AnyPrefix extends Query {
    private final Set<Term> prefixes;
    /** The documents of each segment, for as long as this question is asked. */
    private final Map<Object, FixedBitSet> found = new ConcurrentHashMap<>();

    private AnyPrefix(Set<Term> prefixes) {
        this.prefixes = prefixes;
    }

    /** Of the prefix queries of which a query is made. */
    static AnyPrefix of(Query query) {
        Set<Term> prefixes = new LinkedHashSet<>();
        query.visit(new QueryVisitor() {
            @Override
            public void consumeTermsMatching(Query parent, String field, Supplier<ByteRunAutomaton> automaton) {
                if (!(parent instanceof PrefixQuery)) {
                    throw new IllegalArgumentException("not a prefix: " + parent);
                }
                prefixes.add(((PrefixQuery) parent).getPrefix());
            }
        });
        return new AnyPrefix(prefixes);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public Scorer scorer(LeafReaderContext context) throws IOException {
                FixedBitSet documents = documents(context);
                int many = documents.cardinality();
                return many == 0
                        ? null
                        : new ConstantScoreScorer(this, score(), scoreMode, new BitSetIterator(documents, many));
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false;
            }
        };
    }

    private FixedBitSet documents(LeafReaderContext context) throws IOException {
        Object segment = context.id();
        FixedBitSet documents = found.get(segment);
        if (documents == null) {
            documents = new FixedBitSet(context.reader().maxDoc());
            PostingsEnum postings = null;
            for (Term prefix : prefixes) {
                Terms terms = context.reader().terms(prefix.field());
                if (terms != null) {
                    postings = collect(terms.iterator(), prefix.bytes(), postings, documents);
                }
            }
            found.put(segment, documents);
        }
        return documents;
    }

    private static PostingsEnum collect(TermsEnum terms, BytesRef prefix, PostingsEnum postings, FixedBitSet documents)
            throws IOException {
        if (terms.seekCeil(prefix) != TermsEnum.SeekStatus.END) {
            for (BytesRef term = terms.term();
                    term != null && StringHelper.startsWith(term, prefix);
                    term = terms.next()) {
                postings = terms.postings(postings, PostingsEnum.NONE);
                documents.or(postings);
            }
        }
        return postings;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "anyPrefix" + prefixes;
    }

    @Override
    public boolean equals(Object other) {
        return sameClassAs(other) && prefixes.equals(((AnyPrefix) other).prefixes);
    }

    @Override
    public int hashCode() {
        return 31 * classHash() + prefixes.hashCode();
    }
}

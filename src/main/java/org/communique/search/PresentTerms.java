package org.communique.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;

/**
 * A Lucene query of which only that is asked which the index has terms for. Words of an unknown language are looked for in
 * the fields of all, most of which have none of them: such a part costs one look into the dictionary of its field, and no
 * scorer. What is found, and with which score, is the same.
 */
final class PresentTerms extends Query {
    private final Query asked;

    PresentTerms(Query asked) {
        this.asked = asked;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        Query present = present(asked, searcher);
        return present == null ? new BooleanQuery.Builder().build() : present;
    }

    /** What is left of a query; null where it meets no document. */
    private static Query present(Query query, IndexSearcher searcher) throws IOException {
        if (query instanceof BooleanQuery) {
            return present((BooleanQuery) query, searcher);
        }
        if (query instanceof BoostQuery) {
            BoostQuery boosted = (BoostQuery) query;
            Query present = present(boosted.getQuery(), searcher);
            return present == null ? null : new BoostQuery(present, boosted.getBoost());
        }
        if (query instanceof DisjunctionMaxQuery) {
            return present((DisjunctionMaxQuery) query, searcher);
        }
        if (query instanceof TermQuery) {
            Term term = ((TermQuery) query).getTerm();
            TermStates states = states(term, searcher);
            return states.docFreq() == 0 ? null : new TermQuery(term, states);
        }
        if (query instanceof SynonymQuery) {
            return anyOf(((SynonymQuery) query).getTerms(), searcher) ? query : null;
        }
        if (query instanceof PhraseQuery) {
            for (Term term : ((PhraseQuery) query).getTerms()) {
                if (states(term, searcher).docFreq() == 0) {
                    return null;
                }
            }
        }
        return query;
    }

    private static Query present(BooleanQuery query, IndexSearcher searcher) throws IOException {
        BooleanQuery.Builder left = new BooleanQuery.Builder();
        int least = query.getMinimumNumberShouldMatch();
        left.setMinimumNumberShouldMatch(least);
        int optional = 0;
        boolean required = false;
        for (BooleanClause clause : query) {
            Query present = present(clause.getQuery(), searcher);
            if (present != null) {
                left.add(present, clause.getOccur());
                optional += clause.getOccur() == Occur.SHOULD ? 1 : 0;
            } else if (clause.isRequired()) {
                return null;
            }
            required |= clause.isRequired();
        }
        if (optional < least || optional == 0 && !required) {
            return null;
        }
        List<BooleanClause> clauses = left.build().clauses();
        return clauses.size() == 1 && clauses.get(0).isScoring()
                ? clauses.get(0).getQuery()
                : left.build();
    }

    private static Query present(DisjunctionMaxQuery query, IndexSearcher searcher) throws IOException {
        List<Query> left = new ArrayList<>();
        for (Query one : query.getDisjuncts()) {
            Query present = present(one, searcher);
            if (present != null) {
                left.add(present);
            }
        }
        return left.isEmpty() ? null : new DisjunctionMaxQuery(left, query.getTieBreakerMultiplier());
    }

    private static boolean anyOf(List<Term> terms, IndexSearcher searcher) throws IOException {
        for (Term term : terms) {
            if (states(term, searcher).docFreq() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the term is, with what scores are made of. */
    private static TermStates states(Term term, IndexSearcher searcher) throws IOException {
        return TermStates.build(searcher, term, true);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        asked.visit(visitor);
    }

    @Override
    public String toString(String field) {
        return "present(" + asked.toString(field) + ")";
    }

    @Override
    public boolean equals(Object other) {
        return sameClassAs(other) && asked.equals(((PresentTerms) other).asked);
    }

    @Override
    public int hashCode() {
        return 31 * classHash() + asked.hashCode();
    }
}

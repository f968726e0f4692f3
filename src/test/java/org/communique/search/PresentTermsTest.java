package org.communique.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random queries find the same documents with the same scores, whether or not the terms that no document has are left out. */
@Tag("once")
class PresentTermsTest {
    private static final List<String> FIELDS = List.of("title_en", "body_en", "title_fr", "nowhere");
    private static final int DOCUMENTS = 200;
    private static final int QUERIES = 2_000;

    private final Random random = new Random();
    private Directory directory;
    private DirectoryReader reader;

    @BeforeEach
    void index() throws IOException {
        long seed = System.nanoTime();
        Logger.getLogger(getClass()).infof("the seed is %d", seed);
        random.setSeed(seed);
        directory = new ByteBuffersDirectory();
        IndexWriterConfig config =
                new IndexWriterConfig(new WhitespaceAnalyzer()).setMergePolicy(NoMergePolicy.INSTANCE);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (int i = 0; i < DOCUMENTS; i++) {
                Document document = new Document();
                for (String field : FIELDS.subList(0, 3)) {
                    if (random.nextInt(3) > 0) {
                        document.add(new TextField(field, text(field), Field.Store.NO));
                    }
                }
                writer.addDocument(document);
                if (random.nextInt(60) == 0) {
                    writer.commit();
                }
            }
        }
        reader = DirectoryReader.open(directory);
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        directory.close();
    }

    /** Words of which a field has only some. */
    private String text(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= random.nextInt(12); i++) {
            text.append('w').append(2 * random.nextInt(8) + field.length() % 2).append(' ');
        }
        return text.toString();
    }

    @Test
    void scores_are_the_same() throws IOException {
        IndexSearcher searcher = new IndexSearcher(reader);
        int found = 0;
        for (int i = 0; i < QUERIES; i++) {
            Query asked = query(3);
            Map<Integer, Float> all = scores(searcher, asked);
            Map<Integer, Float> present = scores(searcher, new PresentTerms(asked));
            assertEquals(all.keySet(), present.keySet(), asked::toString);
            all.forEach((document, score) ->
                    assertEquals(score, present.get(document), 1e-4 * Math.max(1, score), asked::toString));
            found += all.isEmpty() ? 0 : 1;
        }
        assertTrue(found > QUERIES / 10 && found < QUERIES, found + " found something");
    }

    @Test
    void what_no_document_has_is_not_asked_for() throws IOException {
        Query asked = new BooleanQuery.Builder()
                .add(new TermQuery(new Term("nowhere", "w1")), Occur.SHOULD)
                .add(new BoostQuery(new TermQuery(new Term("title_en", "w0")), 5), Occur.SHOULD)
                .add(
                        new BooleanQuery.Builder()
                                .add(new TermQuery(new Term("title_fr", "absent")), Occur.MUST)
                                .add(new TermQuery(new Term("title_fr", "w0")), Occur.MUST)
                                .build(),
                        Occur.SHOULD)
                .build();
        Query left = new IndexSearcher(reader).rewrite(new PresentTerms(asked));
        assertEquals(new BoostQuery(new TermQuery(new Term("title_en", "w0")), 5), left);
    }

    private static Map<Integer, Float> scores(IndexSearcher searcher, Query query) throws IOException {
        Map<Integer, Float> scores = new HashMap<>();
        for (ScoreDoc one : searcher.search(query, DOCUMENTS).scoreDocs) {
            scores.put(one.doc, one.score);
        }
        return scores;
    }

    private Query query(int depth) {
        switch (depth == 0 ? random.nextInt(5) : random.nextInt(8)) {
            case 0:
                return new PrefixQuery(new Term(field(), "w1"));
            case 1:
                String field = field();
                return new SynonymQuery.Builder(field)
                        .addTerm(new Term(field, word()))
                        .addTerm(new Term(field, word()))
                        .build();
            case 2:
                return new PhraseQuery(random.nextInt(3), field(), word(), word());
            case 3, 4:
                return random.nextInt(15) == 0 ? new MatchAllDocsQuery() : new TermQuery(new Term(field(), word()));
            case 5:
                return new BoostQuery(query(depth - 1), 1 + random.nextInt(5));
            case 6:
                return new DisjunctionMaxQuery(List.of(query(depth - 1), query(depth - 1)), 0.3f);
            default:
                BooleanQuery.Builder all = new BooleanQuery.Builder();
                int optional = 0;
                for (int i = 0; i <= random.nextInt(5); i++) {
                    Occur occur = Occur.values()[random.nextInt(Occur.values().length)];
                    optional += occur == Occur.SHOULD ? 1 : 0;
                    all.add(query(depth - 1), occur);
                }
                return all.setMinimumNumberShouldMatch(random.nextInt(4) == 0 ? random.nextInt(optional + 1) : 0)
                        .build();
        }
    }

    private String field() {
        return FIELDS.get(random.nextInt(FIELDS.size()));
    }

    private String word() {
        return "w" + random.nextInt(20);
    }
}

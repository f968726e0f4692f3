package org.communique.search.lucene;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.communique.release.filter.SearchableRelease;
import org.communique.release.filter.TextQuery.Part;
import org.communique.search.analysis.Analyzers;
import org.communique.search.analysis.TextLanguage;
import org.communique.search.index.IndexException;
import org.communique.taxonomy.TermHistory;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/**
 * The words of all names of terms, in every language, in an index in memory. Units have their acronyms and former names too;
 * what a term that was merged into another is called counts for the other.
 */
public final class TermWords {
    private static final String NAME = "name";
    private static final String KEY = "key";
    /** Letters. */
    private static final int SHORTEST_ACRONYM = 3;

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final WordQueries QUERIES = WordQueries.in(NAME);

    private final IndexSearcher names;

    /** To be made in the transaction of the terms' snapshot. */
    TermWords(Terms terms) {
        try {
            ByteBuffersDirectory directory = new ByteBuffersDirectory();
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (Name name : all(terms)) {
                    writer.addDocument(name.document());
                }
            }
            names = new IndexSearcher(DirectoryReader.open(directory));
            names.setQueryCache(null);
        } catch (IOException failed) {
            throw new IndexException(failed);
        }
    }

    private record Name(String key, String words, TextLanguage language) {
        Document document() {
            Document document = new Document();
            document.add(LuceneFields.words(NAME, words, language));
            document.add(new StoredField(KEY, key));
            return document;
        }
    }

    private static Set<Name> all(Terms terms) {
        Set<Name> all = new LinkedHashSet<>();
        for (Vocabulary vocabulary : Vocabulary.values()) {
            if (vocabulary == Vocabulary.ORGANIZATIONAL_UNIT) {
                TermHistory.ever(vocabulary, terms).forEach(unit -> {
                    add(all, unit, terms);
                    addAcronyms(all, unit, terms);
                });
            } else {
                terms.of(vocabulary).forEach(term -> add(all, term, terms));
            }
        }
        return all;
    }

    private static void add(Set<Name> all, TermRecord term, Terms terms) {
        if (term.names().isEmpty()) {
            // What is shown in its place.
            all.add(new Name(key(term, terms), term.code(), TextLanguage.OTHER));
        }
        term.names().forEach((tag, name) -> all.add(new Name(key(term, terms), name, TextLanguage.of(tag))));
    }

    private static void addAcronyms(Set<Name> all, TermRecord unit, Terms terms) {
        all.add(new Name(key(unit, terms), unit.code(), TextLanguage.OTHER));
        unit.names().forEach((tag, name) -> {
            String acronym = acronym(name, TextLanguage.of(tag));
            if (acronym.length() >= SHORTEST_ACRONYM) {
                all.add(new Name(key(unit, terms), acronym, TextLanguage.OTHER));
            }
        });
    }

    /** The key of the term that it is now. */
    private static String key(TermRecord term, Terms terms) {
        return key(term.vocabulary(), terms.current(term.vocabulary(), term.code()));
    }

    /** The first letters of the words that say something. */
    private static String acronym(String name, TextLanguage language) {
        return BETWEEN.splitAsStream(name)
                .filter(word -> !word.isEmpty() && !Analyzers.isCommon(language, word))
                .map(word -> Character.toString(word.codePointAt(0)))
                .collect(Collectors.joining());
    }

    /** The keys of the terms that have a word, a phrase or a word with a beginning in one of their names. */
    public Set<String> keys(Part part) {
        try {
            ScoreDoc[] found = names.search(
                            QUERIES.query(part),
                            Math.max(1, names.getIndexReader().maxDoc()))
                    .scoreDocs;
            StoredFields stored = names.storedFields();
            Set<String> keys = new HashSet<>();
            for (ScoreDoc name : found) {
                keys.add(stored.document(name.doc).get(KEY));
            }
            return keys;
        } catch (IOException failed) {
            throw new IndexException(failed);
        }
    }

    /** The keys of the terms that a release is filed under. */
    public static List<String> keys(SearchableRelease release) {
        return Stream.of(Vocabulary.values())
                .flatMap(
                        vocabulary -> release.terms().codes(vocabulary).stream().map(code -> key(vocabulary, code)))
                .toList();
    }

    private static String key(Vocabulary vocabulary, String code) {
        return vocabulary.parameter() + ":" + code;
    }
}

package org.communique.search.lucene;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.communique.release.filter.SearchableRelease;
import org.communique.release.filter.TextQuery;
import org.communique.search.analysis.Analyzers;
import org.communique.search.analysis.TextLanguage;

/** What Lucene holds of each text of a release: its words, and which release it belongs to. */
public final class LuceneFields {
    public static final String RELEASE = "release";
    /** The language of the text, and those of all texts of its release. */
    static final String LANGUAGE = "language";

    static final String LANGUAGES = "languages";
    /** What the text was analysed as. */
    static final String ANALYSIS = "analysis";

    static final String ORIGINAL = "original";
    /** The id of the release in two halves. */
    static final String HIGH = "high";

    static final String LOW = "low";
    static final String REVISION = "revision";
    /** The keys of the terms that the release is filed under. */
    static final String TERMS = "terms";

    /** What orders by title: of this text, and of the original. */
    static final String TITLE_KEY = "titleKey";

    static final String ORIGINAL_TITLE_KEY = "originalTitleKey";
    static final String YES = "yes";

    private static final FieldType WORDS = new FieldType();

    static {
        WORDS.setTokenized(true);
        // With offsets, so that nothing has to be analysed again to be highlighted.
        WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        WORDS.freeze();
    }

    private LuceneFields() {}

    static List<Document> of(SearchableRelease release) {
        Set<String> languages =
                release.texts().stream().map(SearchableRelease.Text::language).collect(Collectors.toSet());
        String originalKey = release.texts().stream()
                .filter(SearchableRelease.Text::original)
                .map(SearchableRelease.Text::titleKey)
                .findFirst()
                .orElse("");
        return release.texts().stream()
                .map(text -> document(release, text, languages, originalKey))
                .toList();
    }

    private static Document document(
            SearchableRelease release, SearchableRelease.Text text, Set<String> languages, String originalKey) {
        Document document = new Document();
        UUID id = release.id();
        TextLanguage language = TextLanguage.of(text.language());
        document.add(new StringField(RELEASE, id.toString(), Field.Store.NO));
        document.add(new NumericDocValuesField(HIGH, id.getMostSignificantBits()));
        document.add(new NumericDocValuesField(LOW, id.getLeastSignificantBits()));
        document.add(new NumericDocValuesField(REVISION, release.revision()));
        document.add(new StringField(LANGUAGE, text.language(), Field.Store.NO));
        languages.forEach(tag -> document.add(new StringField(LANGUAGES, tag, Field.Store.NO)));
        document.add(new StringField(ANALYSIS, language.code(), Field.Store.NO));
        TermWords.keys(release).forEach(key -> document.add(new StringField(TERMS, key, Field.Store.NO)));
        if (text.original()) {
            document.add(new StringField(ORIGINAL, YES, Field.Store.NO));
        }
        document.add(new BinaryDocValuesField(TITLE_KEY, new BytesRef(text.titleKey())));
        document.add(new BinaryDocValuesField(ORIGINAL_TITLE_KEY, new BytesRef(originalKey)));
        for (TextQuery.Field part : TextQuery.Field.values()) {
            String words = text.part(part);
            if (words != null && !words.isEmpty()) {
                document.add(words(part.wire(), words, language));
            }
        }
        return document;
    }

    /** A field of words in a language. */
    static Field words(String name, String words, TextLanguage language) {
        return new WordsField(name, words, language);
    }

    /** A field with an analyzer of its own: which one depends on the document, not on the field's name. */
    private static final class WordsField extends Field {
        private final TextLanguage language;

        WordsField(String name, String words, TextLanguage language) {
            super(name, words, WORDS);
            this.language = language;
        }

        @Override
        public TokenStream tokenStream(Analyzer ofTheIndex, TokenStream reuse) {
            return Analyzers.tokens(language, name(), stringValue());
        }
    }
}

package org.communique.search.lucene;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;
import org.apache.lucene.util.BytesRef;
import org.communique.release.document.SaidTexts;
import org.communique.release.document.SearchableReleases;
import org.communique.release.filter.SearchableRelease;
import org.communique.release.filter.TextQuery;
import org.communique.release.list.SearchPage.Highlights;
import org.communique.search.analysis.Analyzers;
import org.communique.search.analysis.TextLanguage;
import org.communique.search.index.IndexException;

/** Where the words of a search stand in the texts that are shown; the index knows the places, the store has the texts. */
final class LuceneHighlights {
    /** Characters of a place in a body, about. */
    private static final int PLACE = 160;

    /** How much of a place comes before the first word that is found, as a part. */
    private static final float AROUND = 0.5f;

    private static final int PLACES = 3;
    private static final int LONGEST = 10_000_000;
    private static final String[] FIELDS = {
        TextQuery.Field.TITLE.wire(), TextQuery.Field.SUMMARY.wire(), TextQuery.Field.BODY.wire()
    };
    private static final int[] LIMITS = {1, 1, PLACES};
    private static final PassageFormatter MARKED = new HighlightedPassages();

    private final IndexSearcher searcher;
    private final SearchableReleases releases;

    LuceneHighlights(IndexSearcher searcher, SearchableReleases releases) {
        this.searcher = searcher;
        this.releases = releases;
    }

    /** A document of a release that is shown, with its text as the store has it. */
    private record Shown(int document, SaidTexts release, SearchableRelease.Text text) {}

    /** @param languages those of which the first that a release has is shown; the original for none */
    Map<UUID, Highlights> of(TextQuery text, List<UUID> ids, List<String> languages) {
        try {
            Map<TextLanguage, List<Shown>> byLanguage = new EnumMap<>(TextLanguage.class);
            for (Shown one : documents(ids, languages)) {
                byLanguage
                        .computeIfAbsent(TextLanguage.of(one.text().language()), language -> new ArrayList<>())
                        .add(one);
            }
            Map<UUID, Highlights> highlights = new HashMap<>();
            for (Map.Entry<TextLanguage, List<Shown>> of : byLanguage.entrySet()) {
                highlight(text, of.getKey(), of.getValue(), highlights);
            }
            return highlights;
        } catch (IOException failed) {
            throw new IndexException(failed);
        }
    }

    private List<Shown> documents(List<UUID> ids, List<String> languages) throws IOException {
        Map<UUID, SaidTexts> stored = new HashMap<>();
        releases.said(ids).forEach(release -> stored.put(release.id(), release));
        Query query = new BooleanQuery.Builder()
                .add(
                        new TermInSetQuery(
                                LuceneFields.RELEASE,
                                ids.stream()
                                        .map(id -> new BytesRef(id.toString()))
                                        .toList()),
                        Occur.FILTER)
                .add(LuceneSearcher.shown(languages), Occur.FILTER)
                .build();
        List<Shown> found = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, ids.size()).scoreDocs) {
            UUID id = new UUID(value(hit.doc, LuceneFields.HIGH), value(hit.doc, LuceneFields.LOW));
            SaidTexts release = stored.get(id);
            // Of another revision the places are others.
            if (release != null && release.revision() == value(hit.doc, LuceneFields.REVISION)) {
                shown(release, languages).ifPresent(text -> found.add(new Shown(hit.doc, release, text)));
            }
        }
        return found;
    }

    private static Optional<SearchableRelease.Text> shown(SaidTexts release, List<String> languages) {
        return languages.isEmpty()
                ? release.texts().stream()
                        .filter(SearchableRelease.Text::original)
                        .findFirst()
                : languages.stream()
                        .flatMap(tag -> release.texts().stream()
                                .filter(text -> text.language().equals(tag)))
                        .findFirst();
    }

    private long value(int document, String field) throws IOException {
        List<LeafReaderContext> segments = searcher.getIndexReader().leaves();
        LeafReaderContext segment = segments.get(ReaderUtil.subIndex(document, segments));
        NumericDocValues values = DocValues.getNumeric(segment.reader(), field);
        return values.advanceExact(document - segment.docBase) ? values.longValue() : 0;
    }

    private void highlight(
            TextQuery text, TextLanguage language, List<Shown> documents, Map<UUID, Highlights> highlights)
            throws IOException {
        Query words = new WordQueries(text.fields(), List.of(language.code())).any(text);
        int[] ids = documents.stream().mapToInt(Shown::document).toArray();
        Map<String, Object[]> found = new Highlighter(searcher, language, documents).places(words, ids);
        for (int i = 0; i < ids.length; i++) {
            highlights.put(
                    documents.get(i).release().id(),
                    new Highlights(
                            first(found.get(FIELDS[0])[i]),
                            first(found.get(FIELDS[1])[i]),
                            all(found.get(FIELDS[2])[i])));
        }
    }

    private static String first(Object places) {
        List<String> all = all(places);
        return all.isEmpty() ? null : all.get(0);
    }

    @SuppressWarnings("unchecked")
    private static List<String> all(Object places) {
        return places == null ? List.of() : (List<String>) places;
    }

    /** Reads the texts from the store, and marks titles and summaries whole. */
    private static final class Highlighter extends UnifiedHighlighter {
        private final Map<Integer, SearchableRelease.Text> texts = new HashMap<>();

        Highlighter(IndexSearcher searcher, TextLanguage language, List<Shown> documents) {
            super(UnifiedHighlighter.builder(searcher, Analyzers.of(language))
                    .withFormatter(MARKED)
                    .withMaxLength(LONGEST)
                    .withMaxNoHighlightPassages(0));
            documents.forEach(one -> texts.put(one.document(), one.text()));
        }

        /** By field, for each document. */
        Map<String, Object[]> places(Query words, int[] documents) throws IOException {
            return highlightFieldsAsObjects(FIELDS, words, documents, LIMITS);
        }

        @Override
        protected List<CharSequence[]> loadFieldValues(
                String[] fields, DocIdSetIterator documents, int cacheCharsThreshold) throws IOException {
            List<CharSequence[]> values = new ArrayList<>();
            for (int next = documents.nextDoc(); next != DocIdSetIterator.NO_MORE_DOCS; next = documents.nextDoc()) {
                SearchableRelease.Text text = texts.get(next);
                CharSequence[] parts = new CharSequence[fields.length];
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = text.part(TextQuery.Field.valueOf(fields[i].toUpperCase(Locale.ROOT)));
                }
                values.add(parts);
            }
            return values;
        }

        @Override
        protected BreakIterator getBreakIterator(String field) {
            return field.equals(TextQuery.Field.BODY.wire())
                    ? LengthGoalBreakIterator.createClosestToLength(
                            BreakIterator.getSentenceInstance(Locale.ROOT), PLACE, AROUND)
                    : new WholeBreakIterator();
        }
    }
}

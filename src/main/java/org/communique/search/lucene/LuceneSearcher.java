package org.communique.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.communique.release.bitmap.ListHit;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.bitmap.WordMatches;
import org.communique.release.content.RelatedSubject;
import org.communique.release.document.SaidTexts;
import org.communique.release.document.SearchableReleases;
import org.communique.release.filter.ListOptions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.release.filter.SearchableRelease;
import org.communique.release.filter.TextQuery;
import org.communique.release.list.FacetValues;
import org.communique.release.list.ListSearch;
import org.communique.release.list.SearchPage;
import org.communique.search.analysis.Analyzers;
import org.communique.search.analysis.TextLanguage;
import org.communique.search.index.IndexException;
import org.communique.search.index.SearchIndex;
import org.communique.search.index.Searcher;
import org.communique.taxonomy.Terms;

/** Finds words with Lucene, as its index is at one moment; the lists do all the rest. */
final class LuceneSearcher implements Searcher {
    private static final Query ORIGINALS = new TermQuery(new Term(LuceneFields.ORIGINAL, LuceneFields.YES));
    /** Of a title's words, beside those of a summary. */
    private static final float TITLE = 2;

    private final IndexSearcher searcher;
    private final SegmentOrdinals ordinals;
    private final ListSearch lists;
    private final SearchableReleases releases;
    private final Consumer<List<UUID>> reader;
    private final NamedTerms names;

    LuceneSearcher(IndexSearcher searcher, ReadingByLists reading) {
        this.searcher = searcher;
        this.ordinals = reading.ordinals();
        this.lists = reading.lists();
        this.releases = reading.releases();
        this.reader = reading.reader();
        this.names = reading.names();
    }

    @Override
    public SearchPage find(
            ReleaseFilter filter, Terms terms, ReleaseSort sort, ListPosition place, int limit, ListOptions options) {
        boolean fresh = !filter.text().map(WordQueries::isPrefix).orElse(false);
        ListSearch.SearchHits found = ready(lists.find(
                within -> {
                    boolean own = within.equals(filter);
                    return matches(
                            words(within, terms),
                            within,
                            own && sort == ReleaseSort.RELEVANCE,
                            own && sort == ReleaseSort.TITLE);
                },
                fresh,
                filter,
                terms,
                sort,
                place,
                limit,
                options));
        List<UUID> ids = found.slice().hits().stream().map(ListHit::id).toList();
        return new SearchPage(
                found.slice(),
                OptionalLong.of(found.total()),
                options.highlight() && !ids.isEmpty() ? highlights(filter, ids) : Map.of(),
                options.facets().isEmpty() ? null : FacetValues.shown(found.counts(), filter, terms, options),
                null);
    }

    private Map<UUID, SearchPage.Highlights> highlights(ReleaseFilter filter, List<UUID> ids) {
        reader.accept(ids);
        return new LuceneHighlights(searcher, releases).of(filter.text().orElseThrow(), ids, filter.languages());
    }

    private static <T> T ready(Optional<T> answer) {
        return answer.orElseThrow(() -> SearchIndex.notReady("The lists that searches need are still being read."));
    }

    @Override
    public long total(ReleaseFilter filter, Terms terms) {
        return ready(lists.total(matches(words(filter, terms), filter, false, false), filter, terms));
    }

    @Override
    public Set<UUID> all(ReleaseFilter filter, Terms terms) {
        return ready(lists.all(matches(words(filter, terms), filter, false, false), filter, terms));
    }

    @Override
    public List<UUID> titled(ReleaseFilter filter, Terms terms, List<String> words, int most) {
        WordQueries titles = new WordQueries(List.of(TextQuery.Field.TITLE), filter.languages());
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : words) {
            boolean begun = word.codePointCount(0, word.length()) > 1;
            all.add(begun ? titles.beginning(word) : titles.words(word), Occur.FILTER);
        }
        WordMatches found = matches(all.build(), filter, false, false);
        return ready(lists.first(found, filter, terms, ReleaseSort.NEWEST_DAY, most));
    }

    @Override
    public List<UUID> related(RelatedSubject subject, ReleaseFilter filter, Terms terms, int most) {
        WordMatches found = matches(common(subject, filter), filter, true, false);
        lists.addTerms(found, subject);
        if (filter.text().isPresent()) {
            found = found.among(matches(words(filter, terms), filter, false, false));
        }
        List<UUID> first = ready(lists.first(found, filter, terms, ReleaseSort.RELEVANCE, most + 1));
        return first.stream().filter(id -> !id.equals(subject.id())).limit(most).toList();
    }

    private static Query common(RelatedSubject subject, ReleaseFilter filter) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (RelatedSubject.Title title : subject.titles()) {
            boolean asked = filter.languages().isEmpty()
                    ? title.original()
                    : filter.languages().contains(title.language());
            if (asked) {
                TextLanguage language = TextLanguage.of(title.language());
                Analyzers.forms(language, title.text()).stream()
                        .flatMap(Set::stream)
                        .distinct()
                        .forEach(form -> {
                            Query inTitle = new TermQuery(new Term(TextQuery.Field.TITLE.wire(), form));
                            any.add(new BoostQuery(inTitle, TITLE), Occur.SHOULD);
                            any.add(new TermQuery(new Term(TextQuery.Field.SUMMARY.wire(), form)), Occur.SHOULD);
                        });
            }
        }
        return any.build();
    }

    @Override
    public List<List<String>> near(ReleaseFilter filter, Terms terms, String word, int edits, int most) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        Set<String> written = new LinkedHashSet<>();
        for (TextLanguage language : TextLanguage.of(filter.languages())) {
            Analyzers.forms(language, word).stream()
                    .map(forms -> forms.iterator().next())
                    .forEach(written::add);
        }
        for (TextQuery.Field part : filter.text().orElseThrow().fields()) {
            written.forEach(form -> any.add(new FuzzyQuery(new Term(part.wire(), form), edits, 1), Occur.SHOULD));
        }
        WordMatches found = matches(any.build(), filter, true, false);
        List<UUID> best = ready(lists.first(found, filter, terms, ReleaseSort.RELEVANCE, most));
        List<List<String>> texts = new ArrayList<>();
        for (SaidTexts release : releases.said(best)) {
            for (SearchableRelease.Text text : release.texts()) {
                if (filter.languages().isEmpty() || filter.languages().contains(text.language())) {
                    texts.add(Arrays.asList(text.title(), text.summary(), text.body()));
                }
            }
        }
        return texts;
    }

    private Query words(ReleaseFilter filter, Terms terms) {
        return filter.text()
                .map(text -> new WordQueries(text.fields(), filter.languages(), names.of(text, terms)).of(text))
                .orElseGet(MatchAllDocsQuery::new);
    }

    /** The releases of which a text that is looked at fits: any, or the one that is shown. */
    private WordMatches matches(Query query, ReleaseFilter filter, boolean scored, boolean titled) {
        List<String> languages = filter.languages();
        Query whole = languages.isEmpty()
                ? query
                : new BooleanQuery.Builder()
                        .add(query, Occur.MUST)
                        .add(shown(languages), Occur.FILTER)
                        .build();
        String titles = languages.isEmpty() ? LuceneFields.ORIGINAL_TITLE_KEY : LuceneFields.TITLE_KEY;
        // What is found in a release that the lists do not know yet would be left out.
        lists.reachPresent();
        WordMatches matches = new WordMatches(scored, titled);
        try {
            searcher.search(whole, new MatchCollector(ordinals, matches, titles));
        } catch (IOException failed) {
            throw new IndexException(failed);
        } catch (IndexSearcher.TooManyClauses tooMany) {
            throw Searcher.tooManyWords();
        }
        return matches;
    }

    /** Just the text that is shown of a release: the original, or the first language of the look-up that exists. */
    static Query shown(List<String> languages) {
        if (languages.isEmpty()) {
            return ORIGINALS;
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (int i = 0; i < languages.size(); i++) {
            Query own = new TermQuery(new Term(LuceneFields.LANGUAGE, languages.get(i)));
            if (i == 0) {
                any.add(own, Occur.SHOULD);
                continue;
            }
            List<BytesRef> earlier =
                    languages.subList(0, i).stream().map(BytesRef::new).toList();
            any.add(
                    new BooleanQuery.Builder()
                            .add(own, Occur.FILTER)
                            .add(new TermInSetQuery(LuceneFields.LANGUAGES, earlier), Occur.MUST_NOT)
                            .build(),
                    Occur.SHOULD);
        }
        return any.build();
    }
}

package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.communique.http.cache.ReadResult;
import org.communique.http.json.Items;
import org.communique.http.problem.Fault;
import org.communique.http.request.Parameters;
import org.communique.release.document.ReleaseViews;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.TextQuery;
import org.communique.search.SuggestionResource.Listing;
import org.communique.search.SuggestionResource.Suggestion;
import org.communique.sequence.Newest;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;

/** Answers with terms and titles that begin as somebody types. */
@ApplicationScoped
class Suggestions {
    private static final String PATH = "/v1/suggestions";
    private static final int MOST = 20;
    private static final int USUAL = 10;

    @Inject
    TermCache cache;

    @Inject
    IndexSearch search;

    @Inject
    ReleaseViews views;

    private final Newest<TermNames> names = new Newest<>();

    ReadResult read(Snapshot snapshot, Parameters parameters) {
        Terms terms = cache.at(snapshot);
        int limit = parameters.integer("limit", 1, MOST, USUAL);
        ReleaseFilter filter = ReleaseFilter.parse(parameters, terms);
        if (!parameters.has(TextQuery.PARAMETER)) {
            parameters.fault(
                    Fault.query(TextQuery.PARAMETER, "missing", "The parameter q is required: the text typed so far."));
        }
        parameters.done();
        TextQuery typed = filter.text().orElseThrow();
        List<Suggestion> found = new ArrayList<>(names.at(snapshot.termNumber(), () -> new TermNames(terms))
                .beginning(typed, filter.languages(), (limit + 1) / 2));
        found.addAll(titles(filter, typed, terms, limit - found.size()));
        String self = filter.query().add("limit", limit == USUAL ? null : limit).on(PATH);
        Map<String, String> links = Map.of("self", self);
        return new ReadResult(
                new Listing(found, Items.Meta.of(found.size(), limit, null), links),
                snapshot.changedAt(),
                List.of(),
                links);
    }

    /** The newest releases in whose title every word typed begins a word. */
    private List<Suggestion> titles(ReleaseFilter filter, TextQuery typed, Terms terms, int most) {
        List<String> words = new ArrayList<>(typed.parts().stream()
                .filter(part -> !part.excluded())
                .flatMap(part -> Stream.of(part.text().split(" ")))
                .toList());
        if (words.size() > 1 && isFirstLetter(words.get(words.size() - 1))) {
            words.remove(words.size() - 1);
        }
        if (words.isEmpty() || most < 1) {
            return List.of();
        }
        List<UUID> ids = search.asking(questions -> questions.titled(filter, terms, words, most));
        return views.of(ids, filter.languages(), false, terms).stream()
                .map(release -> new Suggestion(
                        "press-release",
                        release.id().toString(),
                        release.title(),
                        release.links().get("self")))
                .toList();
    }

    /** Whether a word has only just been begun, and tells nothing yet. */
    private static boolean isFirstLetter(String word) {
        return word.length() == 1 && !Character.isIdeographic(word.charAt(0));
    }
}

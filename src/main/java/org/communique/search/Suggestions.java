package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.release.ReleaseFilter;
import org.communique.release.ReleaseIds.Place;
import org.communique.release.ReleaseSort;
import org.communique.release.ReleaseViews;
import org.communique.release.SearchExtras;
import org.communique.release.SearchText;
import org.communique.release.SearchText.Field;
import org.communique.release.SearchText.Kind;
import org.communique.release.SearchText.Part;
import org.communique.search.SuggestionResource.Listing;
import org.communique.search.SuggestionResource.Suggestion;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.communique.web.Fault;
import org.communique.web.Items;
import org.communique.web.Parameters;
import org.communique.web.Reply;

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

    private volatile TermNames names;

    Reply read(Snapshot snapshot, Parameters parameters) {
        Terms terms = cache.at(snapshot);
        int limit = parameters.integer("limit", 1, MOST, USUAL);
        ReleaseFilter filter = ReleaseFilter.parse(parameters, terms);
        if (!parameters.has(SearchText.PARAMETER)) {
            parameters.fault(Fault.query(SearchText.PARAMETER, "missing", "The parameter q says what is typed."));
        }
        parameters.done();
        SearchText typed = filter.text().orElseThrow();
        List<Suggestion> found = new ArrayList<>(names(terms).beginning(typed, filter.languages(), (limit + 1) / 2));
        found.addAll(titles(filter.saying(open(typed)), terms, limit - found.size()));
        String self = filter.query().add("limit", limit == USUAL ? null : limit).on(PATH);
        Map<String, String> links = Map.of("self", self);
        return new Reply(
                new Listing(found, Items.Meta.of(found.size(), limit, null), links),
                snapshot.changedAt(),
                List.of(),
                links);
    }

    /** The search in titles alone, with its last word open. */
    private static SearchText open(SearchText typed) {
        List<Part> parts = new ArrayList<>(typed.parts());
        Part last = parts.get(parts.size() - 1);
        if (last.kind() == Kind.WORD && !last.excluded() && last.text().length() > 1) {
            parts.set(parts.size() - 1, new Part(last.text(), Kind.PREFIX, false));
        }
        return new SearchText(typed.written(), parts, List.of(Field.TITLE));
    }

    private List<Suggestion> titles(ReleaseFilter filter, Terms terms, int most) {
        List<UUID> ids = search
                .find(filter, terms, ReleaseSort.RELEVANCE, Place.START, most, SearchExtras.NONE)
                .slice()
                .hits()
                .stream()
                .map(hit -> hit.id())
                .toList();
        return views.of(ids, filter.languages(), false, terms).stream()
                .map(release -> new Suggestion(
                        "press-release",
                        release.id().toString(),
                        release.title(),
                        release.links().get("self")))
                .toList();
    }

    /** The names of the terms; made once for as long as the terms stay as they are. */
    private TermNames names(Terms terms) {
        TermNames known = names;
        if (known == null || !known.areOf(terms)) {
            known = new TermNames(terms);
            names = known;
        }
        return known;
    }
}

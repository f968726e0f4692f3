package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.communique.release.RelatedSubject;
import org.communique.release.ReleaseFilter;
import org.communique.release.ReleaseShape;
import org.communique.release.ReleaseView;
import org.communique.release.ReleaseViews;
import org.communique.release.SearchableReleases;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.communique.web.Download;
import org.communique.web.Items;
import org.communique.web.Json;
import org.communique.web.Parameters;
import org.communique.web.Reply;

/** Finds releases that have much in common with one, within the filter. */
@ApplicationScoped
class RelatedReleases {
    private static final int MOST = 20;
    private static final int USUAL = 5;

    @Inject
    TermCache cache;

    @Inject
    SearchableReleases releases;

    @Inject
    IndexSearch search;

    @Inject
    ReleaseViews views;

    Reply read(Snapshot snapshot, Parameters parameters, String idOrSlug) {
        Terms terms = cache.at(snapshot);
        ReleaseFilter filter = ReleaseFilter.parse(parameters, terms);
        ReleaseShape shape = ReleaseShape.parse(parameters, false);
        int limit = parameters.integer("limit", 1, MOST, USUAL);
        parameters.done();
        RelatedSubject subject = releases.subject(idOrSlug);
        List<UUID> ids = search.asking(questions -> questions.related(subject, filter, terms, limit));
        List<ReleaseView> found = views.of(ids, filter.languages(), false, terms);
        String self = filter.query()
                .append(shape.query().toString())
                .add("limit", limit == USUAL ? null : limit)
                .on(ReleaseView.PATH + "/" + subject.id() + "/related");
        Map<String, String> links = Map.of("self", self);
        Iterable<ReleaseView> shown = shape.bodies() ? views.each(ids, filter.languages(), terms) : found;
        Iterable<Object> data = () ->
                StreamSupport.stream(shown.spliterator(), false).map(shape::of).iterator();
        Listing listing = new Listing(data, Items.Meta.of(found.size(), limit, null), links);
        return new Reply(
                shape.bodies() && views.areLong(ids)
                        ? new Download(MediaType.APPLICATION_JSON, self, out -> Json.write(out, listing))
                        : listing,
                snapshot.changedAt(),
                found.stream().map(ReleaseView::language).distinct().sorted().toList(),
                links);
    }

    private record Listing(Iterable<Object> data, Items.Meta meta, Map<String, String> links) {}
}

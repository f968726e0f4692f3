package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.communique.http.cache.ReadResult;
import org.communique.http.json.Items;
import org.communique.http.json.Json;
import org.communique.http.request.Parameters;
import org.communique.http.streaming.Download;
import org.communique.release.content.RelatedSubject;
import org.communique.release.document.Projection;
import org.communique.release.document.ReleaseView;
import org.communique.release.document.ReleaseViews;
import org.communique.release.document.SearchableReleases;
import org.communique.release.filter.ReleaseFilter;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;

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

    ReadResult read(Snapshot snapshot, Parameters parameters, String idOrSlug) {
        Terms terms = cache.at(snapshot);
        ReleaseFilter filter = ReleaseFilter.parse(parameters, terms);
        Projection projection = Projection.parse(parameters, false);
        int limit = parameters.integer("limit", 1, MOST, USUAL);
        parameters.done();
        RelatedSubject subject = releases.subject(idOrSlug);
        List<UUID> ids = search.asking(questions -> questions.related(subject, filter, terms, limit));
        List<ReleaseView> found = views.of(ids, filter.languages(), false, terms);
        String self = filter.query()
                .append(projection.query().toString())
                .add("limit", limit == USUAL ? null : limit)
                .on(ReleaseView.PATH + "/" + subject.id() + "/related");
        Map<String, String> links = Map.of("self", self);
        Iterable<ReleaseView> shown = projection.bodies() ? views.each(ids, filter.languages(), terms) : found;
        Iterable<Object> data = () -> StreamSupport.stream(shown.spliterator(), false)
                .map(projection::of)
                .iterator();
        Listing listing = new Listing(data, Items.Meta.of(found.size(), limit, null), links);
        return new ReadResult(
                projection.bodies() && views.areLong(ids)
                        ? new Download(MediaType.APPLICATION_JSON, self, out -> Json.write(out, listing))
                        : listing,
                snapshot.changedAt(),
                found.stream().map(ReleaseView::language).distinct().sorted().toList(),
                links);
    }

    private record Listing(Iterable<Object> data, Items.Meta meta, Map<String, String> links) {}
}

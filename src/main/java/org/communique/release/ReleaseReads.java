package org.communique.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.communique.http.HttpConfig;
import org.communique.http.cache.ReadResult;
import org.communique.http.json.Items;
import org.communique.http.json.Json;
import org.communique.http.request.Links;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.http.streaming.Download;
import org.communique.release.bitmap.ListHit;
import org.communique.release.bitmap.ListSlice;
import org.communique.release.document.DocumentAnswers;
import org.communique.release.document.DocumentAnswers.RenderedRelease;
import org.communique.release.document.Projection;
import org.communique.release.document.ReleaseLookup;
import org.communique.release.document.ReleaseView;
import org.communique.release.document.ReleaseViews;
import org.communique.release.entity.PressRelease;
import org.communique.release.filter.ListOptions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.list.ReleaseIds;
import org.communique.release.list.ReleasePage;
import org.communique.release.list.ReleaseSearch;
import org.communique.release.list.SearchPage;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Answers for press releases in JSON: a page of a list, one, or the list of its revisions. */
@ApplicationScoped
public class ReleaseReads {
    @Inject
    TermCache cache;

    @Inject
    ReleaseIds ids;

    @Inject
    ReleaseViews views;

    @Inject
    DocumentAnswers documents;

    @Inject
    ReleaseSearch search;

    @Inject
    ReleaseHistory history;

    @Inject
    HttpConfig config;

    /** A list on the wire, with facets where they are asked for. */
    record Listing(
            Iterable<Object> data,
            Meta meta,
            Map<String, String> links,
            @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, List<SearchPage.FacetValue>> facets) {}

    /** The true count, the page where the request named one, and other words where those of the search find nothing. */
    @Schema(name = "PressReleaseMeta")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Meta(long total, String totalRelation, Integer limit, Integer page, String didYouMean) {
        static Meta of(long total, ReleasePage page, String didYouMean) {
            return new Meta(total, "eq", page.limit(), page.page().orElse(null), didYouMean);
        }
    }

    public ReadResult list(Snapshot snapshot, Parameters parameters) {
        Terms terms = cache.at(snapshot);
        ReleasePage page = ReleasePage.parse(parameters, terms);
        Projection projection = Projection.parse(parameters, false);
        ListOptions options = ListOptions.parse(parameters, page.filter().text().isPresent());
        parameters.done();
        Optional<Query> moved = page.moved(terms);
        Query presentation = projection.query().append(options.written());
        if (moved.isPresent()) {
            return ReadResult.moved(moved.get().append(presentation.toString()).on(ReleaseView.PATH));
        }
        SearchPage found = found(page, terms, options);
        long total = found.total().orElseGet(() -> ids.total(page.filter(), terms));
        Links links = page.links(ReleaseView.PATH, found.slice(), presentation);
        Meta meta = Meta.of(total, page, found.didYouMean());
        List<UUID> hits = found.slice().hits().stream().map(ListHit::id).toList();
        List<String> languages = page.filter().languages();
        if (!Snapshots.isInMemory() && projection.bodies() && views.areLong(hits)) {
            List<ReleaseView> releases = views.of(hits, languages, false, terms);
            Iterable<Object> data = () -> StreamSupport.stream(
                            views.each(hits, languages, terms).spliterator(), false)
                    .map(release ->
                            marked(projection.of(release), found.highlights().get(release.id())))
                    .iterator();
            Listing listing = new Listing(data, meta, links.all(), found.facets());
            return new ReadResult(
                    new Download(MediaType.APPLICATION_JSON, links.all().get("self"), out -> Json.write(out, listing)),
                    snapshot.changedAt(),
                    releases.stream()
                            .map(ReleaseView::language)
                            .distinct()
                            .sorted()
                            .toList(),
                    links.withHub(config.hub()));
        }
        List<RenderedRelease> data = shown(hits, languages, found, projection, terms);
        return new ReadResult(
                new Listing(data.stream().map(RenderedRelease::json).toList(), meta, links.all(), found.facets()),
                snapshot.changedAt(),
                data.stream().map(RenderedRelease::language).distinct().sorted().toList(),
                links.withHub(config.hub()));
    }

    private List<RenderedRelease> shown(
            List<UUID> hits, List<String> languages, SearchPage found, Projection projection, Terms terms) {
        if (Snapshots.isInMemory()) {
            return documents.of(hits, languages, projection, found.highlights(), terms);
        }
        return views.of(hits, languages, projection.bodies(), terms).stream()
                .map(release -> new RenderedRelease(
                        release.language(),
                        marked(projection.of(release), found.highlights().get(release.id()))))
                .toList();
    }

    private SearchPage found(ReleasePage page, Terms terms, ListOptions options) {
        ReleaseFilter filter = page.filter();
        if (filter.text().isPresent()) {
            return search.find(filter, terms, page.sort(), page.place(), page.limit(), options);
        }
        Map<String, List<SearchPage.FacetValue>> facets =
                options.facets().isEmpty() ? null : ids.facets(filter, terms, options);
        ListSlice slice = ids.find(filter, terms, page.sort(), page.place(), page.limit());
        return new SearchPage(slice, OptionalLong.empty(), Map.of(), facets, null);
    }

    /** The release with where the words stand in it. */
    private static Object marked(Object release, SearchPage.Highlights highlights) {
        if (highlights == null) {
            return release;
        }
        ObjectNode node = Json.mapper().valueToTree(release);
        return node.set("highlights", Json.mapper().valueToTree(highlights));
    }

    ReadResult revisions(Snapshot snapshot, Parameters parameters, String id) {
        parameters.done();
        PressRelease release = ReleaseLookup.byId(id);
        List<RevisionView> all = history.all(release);
        Map<String, String> links = Map.of("self", ReleaseView.path(release.id) + "/revisions");
        return new ReadResult(
                new Items<>(all, Items.Meta.of(all.size(), null, null), links), release.changedAt, List.of(), links);
    }
}

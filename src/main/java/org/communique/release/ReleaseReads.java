package org.communique.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.communique.web.Items;
import org.communique.web.Links;
import org.communique.web.Parameters;
import org.communique.web.Query;
import org.communique.web.Reply;
import org.communique.web.WebConfig;

/** Answers for press releases in JSON: a page of a list, one, or the list of its revisions. */
@ApplicationScoped
class ReleaseReads {
    @Inject
    TermCache cache;

    @Inject
    ReleaseIds ids;

    @Inject
    ReleaseLists lists;

    @Inject
    OneRelease releases;

    @Inject
    ReleaseHistory history;

    @Inject
    WebConfig config;

    Reply list(Snapshot snapshot, Parameters parameters) {
        Terms terms = cache.at(snapshot);
        ReleasePage page = ReleasePage.parse(parameters, terms);
        ReleaseShape shape = ReleaseShape.parse(parameters, false);
        parameters.done();
        Optional<Query> moved = page.moved(terms);
        if (moved.isPresent()) {
            return Reply.moved(moved.get().append(shape.query().toString()).on(ReleaseView.PATH));
        }
        long total = ids.total(page.filter(), terms);
        ReleaseLists.Page found = lists.page(page, terms, shape.bodies(), ReleaseView.PATH, shape.query());
        List<ReleaseView> data = found.releases();
        Links links = found.links();
        return new Reply(
                new Items<>(
                        data.stream().map(shape::of).toList(),
                        Items.Meta.of(total, page.limit(), page.page().orElse(null)),
                        links.all()),
                snapshot.changedAt(),
                data.stream().map(ReleaseView::language).distinct().sorted().toList(),
                links.withHub(config.hub()));
    }

    Reply one(Snapshot snapshot, Parameters parameters, String idOrSlug) {
        ReleaseShape shape = ReleaseShape.parse(parameters, true);
        return releases.read(snapshot, parameters, idOrSlug, "", shape, shape::of);
    }

    Reply revisions(Snapshot snapshot, Parameters parameters, String id) {
        parameters.done();
        PressRelease release = ReleaseLookup.byId(id);
        List<RevisionView> all = history.all(release);
        Map<String, String> links = Map.of("self", ReleaseView.path(release.id) + "/revisions");
        return new Reply(
                new Items<>(all, Items.Meta.of(all.size(), null, null), links), release.changedAt, List.of(), links);
    }
}

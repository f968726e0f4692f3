package org.communique.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.communique.release.ReleaseLists;
import org.communique.release.ReleasePage;
import org.communique.release.ReleaseShape;
import org.communique.release.ReleaseView;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.communique.web.Json;
import org.communique.web.Parameters;
import org.communique.web.Query;
import org.communique.web.Rendered;
import org.communique.web.Reply;

/** Answers with a page of the list as an {@code ItemList} of schema.org, in the order and with the paging of the JSON list. */
@ApplicationScoped
class ArticleLists {
    @Inject
    TermCache cache;

    @Inject
    ReleaseLists lists;

    @Inject
    NewsArticle article;

    @Inject
    Site site;

    Reply read(Snapshot snapshot, Parameters parameters) {
        Terms terms = cache.at(snapshot);
        ReleasePage page = ReleasePage.parse(parameters, terms);
        ReleaseShape shape = ReleaseShape.view(parameters, false);
        parameters.done();
        String path = Format.JSON_LD.on(ReleaseView.PATH);
        Optional<Query> moved = page.moved(terms);
        if (moved.isPresent()) {
            return Reply.moved(moved.get().append(shape.query().toString()).on(path));
        }
        ReleaseLists.Page found = lists.page(page, terms, shape.bodies(), path, shape.query());
        List<ReleaseView> releases = found.releases();
        Members list = SchemaOrg.thing(
                        "ItemList", site.absolute(found.links().all().get("self")))
                .put("numberOfItems", releases.size())
                .put(
                        "itemListElement",
                        IntStream.range(0, releases.size())
                                .mapToObj(i -> SchemaOrg.thing("ListItem", null)
                                        .put("position", i + 1)
                                        .put("item", article.of(releases.get(i))))
                                .toList());
        return new Reply(
                new Rendered(Format.JSON_LD.contentType(), Json.bytes(SchemaOrg.document(list))),
                snapshot.changedAt(),
                releases.stream().map(ReleaseView::language).distinct().sorted().toList(),
                found.links().all());
    }
}

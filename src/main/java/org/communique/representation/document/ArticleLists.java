package org.communique.representation.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.communique.http.cache.ReadResult;
import org.communique.http.cache.Rendered;
import org.communique.http.json.Json;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.http.streaming.Download;
import org.communique.release.ReleaseLists;
import org.communique.release.document.Projection;
import org.communique.release.document.ReleaseView;
import org.communique.release.list.ReleasePage;
import org.communique.representation.format.Format;
import org.communique.representation.format.Site;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;

/** Answers with a page of the list as an {@code ItemList} of schema.org, in the order and with the paging of the JSON list. */
@ApplicationScoped
public class ArticleLists {
    @Inject
    TermCache cache;

    @Inject
    ReleaseLists lists;

    @Inject
    NewsArticle article;

    @Inject
    Site site;

    public ReadResult read(Snapshot snapshot, Parameters parameters) {
        Terms terms = cache.at(snapshot);
        ReleasePage page = ReleasePage.parse(parameters, terms);
        Projection projection = Projection.view(parameters, false);
        parameters.done();
        String path = Format.JSON_LD.on(ReleaseView.PATH);
        Optional<Query> moved = page.moved(terms);
        if (moved.isPresent()) {
            return ReadResult.moved(
                    moved.get().append(projection.query().toString()).on(path));
        }
        ReleaseLists.Page found = lists.page(page, terms, projection.bodies(), path, projection.query());
        String self = site.absolute(found.links().all().get("self"));
        Members list = SchemaOrg.thing("ItemList", self)
                .put("numberOfItems", found.releases().size())
                .put("itemListElement", (Iterable<Members>) () -> items(found));
        Members document = SchemaOrg.document(list);
        String type = Format.JSON_LD.contentType();
        return new ReadResult(
                found.isLong()
                        ? new Download(type, site.identity(self), out -> Json.write(out, document))
                        : new Rendered(type, Json.bytes(document)),
                snapshot.changedAt(),
                found.languages(),
                found.links().all());
    }

    private Iterator<Members> items(ReleaseLists.Page found) {
        AtomicInteger position = new AtomicInteger();
        return StreamSupport.stream(found.shown().spliterator(), false)
                .map(release -> SchemaOrg.thing("ListItem", null)
                        .put("position", position.incrementAndGet())
                        .put("item", article.of(release)))
                .iterator();
    }
}

package org.communique.representation.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.communique.http.cache.ReadResult;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.http.streaming.Download;
import org.communique.release.ReleaseLists;
import org.communique.release.document.Projection;
import org.communique.release.document.ReleaseView;
import org.communique.release.list.ReleasePage;
import org.communique.representation.format.Site;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;

/** Answers with a file of the list: whole, from a cursor on, or a page of it. */
@ApplicationScoped
public class DownloadReads {
    @Inject
    TermCache cache;

    @Inject
    ReleaseLists lists;

    @Inject
    Site site;

    public ReadResult read(Snapshot snapshot, Parameters parameters, DownloadWriter writer) {
        Terms terms = cache.at(snapshot);
        ReleasePage page = ReleasePage.parse(parameters, terms);
        Projection projection = Projection.parse(parameters, false);
        parameters.done();
        String path = writer.format().on(ReleaseView.PATH);
        Optional<Query> moved = page.moved(terms);
        if (moved.isPresent()) {
            return ReadResult.moved(
                    moved.get().append(projection.query().toString()).on(path));
        }
        lists.check(page);
        String self = parameters.query().on(path);
        if (page.part() == ReleasePage.Part.PAGE) {
            ReleaseLists.Page found = lists.page(page, terms, projection.bodies(), path, projection.query());
            return new ReadResult(
                    download(writer, self, projection, found.shown()::forEach),
                    snapshot.changedAt(),
                    found.languages(),
                    found.links().all());
        }
        return new ReadResult(
                download(writer, self, projection, reader -> lists.forEach(page, terms, projection.bodies(), reader)),
                snapshot.changedAt(),
                List.of(),
                Map.of("self", self));
    }

    private Download download(
            DownloadWriter writer, String self, Projection projection, Consumer<Consumer<ReleaseView>> releases) {
        return new Download(
                writer.format().contentType(),
                site.identity(site.absolute(self)),
                out -> writer.write(out, projection, releases));
    }
}

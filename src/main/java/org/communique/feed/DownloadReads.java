package org.communique.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.communique.release.ReleaseLists;
import org.communique.release.ReleasePage;
import org.communique.release.ReleaseShape;
import org.communique.release.ReleaseView;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.communique.web.Download;
import org.communique.web.Parameters;
import org.communique.web.Query;
import org.communique.web.Reply;

/** Answers with a file of the list: whole, from a cursor on, or a page of it. */
@ApplicationScoped
class DownloadReads {
    @Inject
    TermCache cache;

    @Inject
    ReleaseLists lists;

    @Inject
    Site site;

    Reply read(Snapshot snapshot, Parameters parameters, DownloadWriter writer) {
        Terms terms = cache.at(snapshot);
        ReleasePage page = ReleasePage.parse(parameters, terms);
        ReleaseShape shape = ReleaseShape.parse(parameters, false);
        parameters.done();
        String path = writer.format().on(ReleaseView.PATH);
        Optional<Query> moved = page.moved(terms);
        if (moved.isPresent()) {
            return Reply.moved(moved.get().append(shape.query().toString()).on(path));
        }
        lists.check(page);
        String self = parameters.query().on(path);
        if (page.part() == ReleasePage.Part.PAGE) {
            ReleaseLists.Page found = lists.page(page, terms, shape.bodies(), path, shape.query());
            return new Reply(
                    download(writer, self, shape, found.shown()::forEach),
                    snapshot.changedAt(),
                    found.languages(),
                    found.links().all());
        }
        return new Reply(
                download(writer, self, shape, reader -> lists.forEach(page, terms, shape.bodies(), reader)),
                snapshot.changedAt(),
                List.of(),
                Map.of("self", self));
    }

    private Download download(
            DownloadWriter writer, String self, ReleaseShape shape, Consumer<Consumer<ReleaseView>> releases) {
        return new Download(
                writer.format().contentType(),
                site.identity(site.absolute(self)),
                out -> writer.write(out, shape, releases));
    }
}

package org.communique.push.hub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.communique.changefeed.ChangeReads;
import org.communique.changefeed.ChangeReads.Batch;
import org.communique.changefeed.FilteredChange;
import org.communique.changefeed.TopicContent;
import org.communique.changefeed.TopicContent.News;
import org.communique.http.problem.ProblemException;
import org.communique.release.filter.ReleaseFilter;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;

/** Writes what is told of a topic: once for all subscribers that are equally far. */
@ApplicationScoped
class HubNews {
    /** Changes in one document; more follow in the next. */
    private static final int MOST = 50;

    @Inject
    HubTopics topics;

    @Inject
    ChangeReads changes;

    @Inject
    TermCache cache;

    @Inject
    Snapshots snapshots;

    /** A topic and the number that it was told up to. */
    record Request(String suffix, String filter, long after) {}

    /**
     * What is to be told.
     *
     * @param body null where there is nothing to tell
     * @param position the number that is reached with it
     * @param denial why the topic cannot be followed any more; null where it can
     */
    record Document(byte[] body, String mediaType, long position, String denial) {}

    Document write(Request request) {
        TopicContent content = topics.content(request.suffix());
        return snapshots.read(snapshot -> {
            Terms terms = cache.at(snapshot);
            ReleaseFilter filter;
            try {
                filter = topics.filter(request.filter(), terms);
            } catch (ProblemException unfollowable) {
                return new Document(null, null, request.after(), unfollowable.getMessage());
            }
            Batch batch = announced(changes.after(request.after(), filter, MOST));
            Optional<TopicContent.Document> shown = batch.changes().isEmpty()
                    ? Optional.empty()
                    : content.show(new News(request.after(), filter, batch), snapshot, terms);
            return new Document(
                    shown.map(TopicContent.Document::body).orElse(null),
                    content.mediaType(),
                    shown.map(TopicContent.Document::position).orElse(batch.position()),
                    null);
        });
    }

    private static Batch announced(Batch batch) {
        List<FilteredChange> told =
                batch.changes().stream().filter(FilteredChange::announced).toList();
        return new Batch(told, batch.position());
    }
}

package org.communique.changefeed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.communique.http.cache.ReadResult;
import org.communique.http.json.Moving;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.release.document.ReleaseView;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.communique.value.Heap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Answers with a page of the changes. */
@ApplicationScoped
public class ChangeFeed {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final int LONGEST_WAIT_SECONDS = 30;

    /** Characters of the bodies on a page; the change whose release passes it comes on the next. */
    private static final long LONGEST = Math.min(2_000_000, Heap.share(256));

    @Inject
    TermCache cache;

    @Inject
    ChangeReads changes;

    @Inject
    ChangeData data;

    @Inject
    Clock clock;

    /**
     * Where the page ends and in which store.
     *
     * @param sequence the number that everything was told of up to: where to go on
     * @param time of the answer
     */
    @Schema(name = "ChangeListMeta")
    public record Meta(long sequence, UUID store, Instant time) {}

    /** A page of changes on the wire. */
    @Schema(name = "ChangeList")
    public record Page(List<ChangeView> data, Meta meta, Map<String, String> links) implements Moving {
        @Override
        public Page still() {
            return new Page(data, new Meta(meta.sequence(), meta.store(), null), links);
        }
    }

    /** A page and what decides whether it is worth waiting for another. */
    record Answer(ReadResult reply, boolean idle, long sequence, Duration patience) {}

    Answer answer(Snapshot snapshot, Parameters parameters) {
        Terms terms = cache.at(snapshot);
        FollowRequest following = FollowRequest.parse(parameters, terms);
        int limit = parameters.integer("limit", 1, MOST, USUAL);
        int wait = parameters.integer("wait", 0, LONGEST_WAIT_SECONDS, 0);
        parameters.done();
        following.check(snapshot, terms);
        ChangeReads.Batch batch = changes.next(following.after(), following.filter(), limit);
        Page page = page(snapshot, terms, following, batch, limit);
        return new Answer(
                new ReadResult(page, snapshot.changedAt(), List.of(), page.links()),
                page.data().isEmpty() && page.meta().sequence() >= snapshot.number(),
                page.meta().sequence(),
                Duration.ofSeconds(wait));
    }

    /** The page of the usual size. */
    Page page(Snapshot snapshot, Terms terms, FollowRequest following, ChangeReads.Batch batch) {
        return page(snapshot, terms, following, batch, USUAL);
    }

    private Page page(Snapshot snapshot, Terms terms, FollowRequest following, ChangeReads.Batch batch, int limit) {
        Shown shown = shown(following, batch, terms);
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", link(following, limit));
        links.put("first", link(following.from(0), limit));
        if (shown.position() < snapshot.number()) {
            links.put("next", link(following.from(shown.position()), limit));
        }
        return new Page(shown.changes(), new Meta(shown.position(), snapshot.store(), clock.instant()), links);
    }

    /** Changes as a follower gets them, and the number up to which every change was told of. */
    record Shown(List<ChangeView> changes, long position) {}

    /** As many of the changes as may be in memory with their releases; one at least. */
    Shown shown(FollowRequest following, ChangeReads.Batch batch, Terms terms) {
        List<ChangeView> shown = new ArrayList<>();
        if (!following.data()) {
            batch.changes().forEach(change -> shown.add(ChangeView.of(change)));
            return new Shown(shown, batch.position());
        }
        long size = 0;
        for (FilteredChange change : batch.changes()) {
            Optional<ReleaseView> release = data.of(change, following.filter().languages(), terms);
            size += release.map(ReleaseView::bodySize).orElse(0);
            if (size > LONGEST && !shown.isEmpty()) {
                return new Shown(shown, change.sequence() - 1);
            }
            shown.add(ChangeView.of(change).withData(release.orElse(null)));
        }
        return new Shown(shown, batch.position());
    }

    private static String link(FollowRequest following, int limit) {
        return new Query()
                .add("after", following.after())
                .append(following.query().toString())
                .add("limit", limit == USUAL ? null : limit)
                .on(FollowRequest.PATH);
    }
}

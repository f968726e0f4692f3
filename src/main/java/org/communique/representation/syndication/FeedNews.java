package org.communique.representation.syndication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.communique.changefeed.ChangeReads;
import org.communique.changefeed.FilteredChange;
import org.communique.http.cache.ReadResult;
import org.communique.release.document.ReleaseView;
import org.communique.release.document.ReleaseViews;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.list.ReleaseIds;
import org.communique.release.list.ReleaseIds.Announced;
import org.communique.representation.format.FeedItem;
import org.communique.representation.format.Site;
import org.communique.sequence.LiveState;

/**
 * The document that a reader polls (RFC 5005 section 4): the newest changes of the view since so many days ago, newest
 * first, each release once. Where they are too long for one document it goes on with pages.
 */
@ApplicationScoped
class FeedNews {
    @Inject
    LiveState state;

    @Inject
    ReleaseIds ids;

    @Inject
    ReleaseViews views;

    @Inject
    ChangeReads changes;

    @Inject
    FeedArchives archives;

    @Inject
    FeedCut cut;

    @Inject
    Site site;

    /**
     * The last announced change of a release.
     *
     * @param removed null for a release that is in the view
     */
    private record Told(long number, UUID release, FeedItem.Removed removed) {
        static Told of(Announced live) {
            return new Told(live.number(), live.id(), null);
        }

        static Told of(FilteredChange gone) {
            UUID id = UUID.fromString(gone.subjectId());
            return new Told(gone.sequence(), id, new FeedItem.Removed(id, gone.time(), gone.reason()));
        }
    }

    /**
     * @param before the number that the page begins before; empty for the document itself
     * @param since the first instant whose changes it tells of
     */
    ReadResult read(FeedRequest request, OptionalLong before, Instant since) {
        List<Told> all = told(request, since);
        List<Told> left = all.stream()
                .filter(told -> before.isEmpty() || told.number() < before.getAsLong())
                .toList();
        Instant floor = floor(all, since, request);
        String archive = archives.newest(request.filter(), request.terms())
                .map(month -> site.absolute(request.address().archive(month)))
                .orElse(null);
        return cut.cut(items(request, left), request.writer(), request.modified(), entries -> {
            Map<String, String> links = new LinkedHashMap<>();
            String bare = site.absolute(request.address().bare());
            if (before.isPresent()) {
                links.put("self", site.absolute(request.address().before(before.getAsLong())));
                links.put("first", bare);
            } else {
                links.put("self", bare);
            }
            if (entries.size() < left.size()) {
                long last = left.get(entries.size() - 1).number();
                links.put("next", site.absolute(request.address().before(last)));
            }
            if (archive != null) {
                links.put("prev-archive", archive);
            }
            Instant updated = FeedDocument.latest(
                    Stream.concat(Stream.of(floor), entries.stream().map(FeedEntry::at)), request.snapshot());
            return FeedDocument.of(site, request.address(), links, false, updated, entries);
        });
    }

    /** The newest changes, as many as the document lists. */
    private List<Told> told(FeedRequest request, Instant since) {
        ReleaseFilter filter = request.filter();
        long least = state.changes().before(since).map(change -> change.number).orElse(0L);
        List<Announced> live = ids.announced(filter, request.terms(), least, cut.entries());
        // Nothing older than the last listed change need be read.
        long from =
                live.size() < cut.entries() ? least : live.get(live.size() - 1).number();
        List<Told> told = new ArrayList<>(live.stream().map(Told::of).toList());
        changes.removals(from, filter.judgeable(request.terms()), cut.entries())
                .forEach(gone -> told.add(Told.of(gone)));
        told.sort(Comparator.comparingLong(Told::number).reversed());
        return told.subList(0, Math.min(told.size(), cut.entries()));
    }

    private Iterator<FeedItem> items(FeedRequest request, List<Told> told) {
        List<UUID> live = told.stream()
                .filter(one -> one.removed() == null)
                .map(Told::release)
                .toList();
        Iterator<ReleaseView> releases =
                views.each(live, request.filter().languages(), request.terms()).iterator();
        return told.stream()
                .map(one -> one.removed() == null ? (FeedItem) new FeedItem.Live(releases.next()) : one.removed())
                .iterator();
    }

    /**
     * What the feed's time is never before: the last change that it tells of, and the last one that is out of reach, so that
     * it does not go back when a notice has had its time.
     */
    private Instant floor(List<Told> told, Instant since, FeedRequest request) {
        return FeedDocument.latest(
                Stream.concat(
                                told.stream().limit(1).flatMap(newest -> state.changes().one(newest.number()).stream()),
                                state.changes().before(since).stream())
                        .map(change -> change.time),
                request.snapshot());
    }
}

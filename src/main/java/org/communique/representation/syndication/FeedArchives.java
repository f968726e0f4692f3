package org.communique.representation.syndication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.communique.http.cache.ReadResult;
import org.communique.release.ReleaseLists;
import org.communique.release.bitmap.ListHit;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.bitmap.ListSlice;
import org.communique.release.document.ReleaseViews;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.release.list.ReleaseIds;
import org.communique.representation.format.FeedItem;
import org.communique.representation.format.Site;
import org.communique.taxonomy.Terms;

/**
 * The releases of a month as archive documents (RFC 5005 section 4), newest first, in as many pages as it takes. Whoever
 * follows {@code prev-archive} from the subscription document gets every release of the filter.
 */
@ApplicationScoped
class FeedArchives {
    /** After every day. */
    private static final LocalDate END = LocalDate.of(10_000, 1, 1);
    /** What an entry takes besides its body, roughly. */
    private static final int BESIDES = 4_000;

    @Inject
    ReleaseIds ids;

    @Inject
    ReleaseLists lists;

    @Inject
    ReleaseViews views;

    @Inject
    FeedCut cut;

    @Inject
    Site site;

    static Optional<YearMonth> month(String text) {
        try {
            return text.matches("\\d{4}-\\d{2}") ? Optional.of(YearMonth.parse(text)) : Optional.empty();
        } catch (DateTimeParseException notAMonth) {
            return Optional.empty();
        }
    }

    /** The newest month in which there is a release that the filter selects. */
    Optional<YearMonth> newest(ReleaseFilter filter, Terms terms) {
        return before(filter, terms, END);
    }

    private Optional<YearMonth> before(ReleaseFilter filter, Terms terms, LocalDate day) {
        return ids.nearestDay(filter, terms, day, true).map(YearMonth::from);
    }

    /**
     * The page of a month that begins, or ends, at the request's cursor; without one its first.
     *
     * @param request the snapshot, the terms and the address that was asked for
     * @param open the first day of the month that is not over
     */
    ReadResult read(FeedRequest request, YearMonth month, LocalDate open) {
        ReleaseFilter filter = request.filter().within(month.atDay(1), month.atEndOfMonth());
        ListPosition place = request.address().page().place();
        ListSlice slice = ids.find(filter, request.terms(), ReleaseSort.NEWEST_DAY, place, cut.entries());
        List<ListHit> hits = new ArrayList<>(slice.hits());
        if (place.backward()) {
            Collections.reverse(hits);
        }
        Map<String, String> around = around(request, month);
        List<UUID> found = hits.stream().map(ListHit::id).toList();
        return cut.cut(
                StreamSupport.stream(
                                views.each(found, filter.languages(), request.terms())
                                        .spliterator(),
                                false)
                        .map(release -> (FeedItem) new FeedItem.Live(release))
                        .iterator(),
                request.writer(),
                request.modified(),
                entries -> {
                    List<ListHit> shown = new ArrayList<>(hits.subList(0, entries.size()));
                    List<FeedEntry> ordered = new ArrayList<>(entries);
                    if (place.backward()) {
                        Collections.reverse(shown);
                        Collections.reverse(ordered);
                    }
                    boolean more = slice.more() || entries.size() < hits.size();
                    return FeedDocument.of(
                            site,
                            request.address(),
                            links(request, month, filter, shown, more, around),
                            month.atDay(1).isBefore(open),
                            FeedDocument.latest(ordered.stream().map(FeedEntry::at), request.snapshot()),
                            ordered);
                });
    }

    /** The neighbours of a page: pages of the month where it has more, else those of the months around it. */
    private Map<String, String> links(
            FeedRequest request,
            YearMonth month,
            ReleaseFilter filter,
            List<ListHit> shown,
            boolean more,
            Map<String, String> around) {
        FeedAddress address = request.address();
        ListPosition place = address.page().place();
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", site.absolute(address.self(month)));
        links.put("current", site.absolute(address.bare()));
        if (shown.isEmpty()) {
            links.putAll(around);
            return links;
        }
        ListHit last = shown.get(shown.size() - 1);
        boolean older = place.backward() ? isThereMore(request, filter, last) : more;
        boolean newer = place.backward() ? more : !place.key().isEmpty();
        if (older) {
            String next = site.absolute(address.archive(month, false, last.key()));
            links.put("next", next);
            links.put("prev-archive", next);
        } else if (around.containsKey("prev-archive")) {
            links.put("prev-archive", around.get("prev-archive"));
        }
        if (newer) {
            String previous =
                    site.absolute(address.archive(month, true, shown.get(0).key()));
            links.put("prev", previous);
            links.put("previous", previous);
            links.put("next-archive", previous);
        } else if (around.containsKey("next-archive")) {
            links.put("next-archive", around.get("next-archive"));
        }
        return links;
    }

    private boolean isThereMore(FeedRequest request, ReleaseFilter filter, ListHit last) {
        ListPosition after =
                new ListPosition(0, ReleaseSort.NEWEST_DAY.read(last.key()).orElseThrow(), false);
        return !ids.find(filter, request.terms(), ReleaseSort.NEWEST_DAY, after, 1)
                .hits()
                .isEmpty();
    }

    /** The nearest months that have releases: the first page of the one before, the last page of the one after. */
    private Map<String, String> around(FeedRequest request, YearMonth month) {
        FeedAddress address = request.address();
        ReleaseFilter filter = request.filter();
        Map<String, String> links = new LinkedHashMap<>();
        before(filter, request.terms(), month.atDay(1))
                .ifPresent(earlier -> links.put("prev-archive", site.absolute(address.archive(earlier))));
        ids.nearestDay(filter, request.terms(), month.atEndOfMonth(), false)
                .map(YearMonth::from)
                .ifPresent(later -> links.put("next-archive", site.absolute(last(request, later))));
        return links;
    }

    /** The last page of a month, which is the month where all of it surely fits into one. */
    private String last(FeedRequest request, YearMonth month) {
        ReleaseFilter filter = request.filter().within(month.atDay(1), month.atEndOfMonth());
        long count = ids.total(filter, request.terms());
        boolean fits = count <= cut.entries()
                && 2 * lists.bodySize(filter, request.terms()) + (count + 1) * BESIDES <= cut.bytes();
        return fits ? request.address().archive(month) : request.address().archive(month, true, keyBefore(month));
    }

    /** The sort key of what would come right after all of a month. */
    private static List<String> keyBefore(YearMonth month) {
        return List.of(month.atDay(1).minusDays(1).toString(), "0", new UUID(-1, -1).toString());
    }
}

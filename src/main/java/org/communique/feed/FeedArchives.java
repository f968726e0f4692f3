package org.communique.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.communique.release.ReleaseFilter;
import org.communique.release.ReleaseIds;
import org.communique.release.ReleaseLists;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.Terms;
import org.communique.web.ProblemException;

/** Closed months as archive documents (RFC 5005 section 4), each linked to its neighbours that have releases. */
@ApplicationScoped
class FeedArchives {
    @Inject
    ReleaseIds ids;

    @Inject
    ReleaseLists lists;

    @Inject
    Site site;

    static Optional<YearMonth> month(String text) {
        try {
            return text.matches("\\d{4}-\\d{2}") ? Optional.of(YearMonth.parse(text)) : Optional.empty();
        } catch (DateTimeParseException notAMonth) {
            return Optional.empty();
        }
    }

    /**
     * The document of a month; ends the request with 404 where the month is not closed.
     *
     * @param open the first day that is in no closed month
     */
    FeedDocument read(Snapshot snapshot, Terms terms, FeedAddress address, YearMonth month, LocalDate open) {
        if (!month.atDay(1).isBefore(open)) {
            throw ProblemException.notFound(
                    "The month " + month + " is not closed; its releases are in " + address.bare());
        }
        ReleaseFilter filter = address.page().filter();
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", site.absolute(address.archive(month)));
        links.put("current", site.absolute(address.bare()));
        before(filter, terms, month.atDay(1))
                .ifPresent(earlier -> links.put("prev-archive", site.absolute(address.archive(earlier))));
        ids.nearestDay(filter, terms, month.atEndOfMonth(), false)
                .filter(day -> day.isBefore(open))
                .ifPresent(day -> links.put("next-archive", site.absolute(address.archive(YearMonth.from(day)))));
        List<FeedItem> items = new ArrayList<>();
        lists.forEach(
                address.page().with(filter.within(month.atDay(1), month.atEndOfMonth())),
                terms,
                true,
                release -> items.add(new FeedItem.Live(release)));
        return FeedDocument.of(site, address, links, true, FeedDocument.latest(items, snapshot), items);
    }

    /** The nearest month before a day in which there is a release that the filter selects. */
    Optional<YearMonth> before(ReleaseFilter filter, Terms terms, LocalDate day) {
        return ids.nearestDay(filter, terms, day, true).map(YearMonth::from);
    }
}

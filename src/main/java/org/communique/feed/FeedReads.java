package org.communique.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.communique.release.ReleaseLists;
import org.communique.release.ReleasePage;
import org.communique.release.ReleaseView;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.communique.web.Fault;
import org.communique.web.Parameters;
import org.communique.web.Query;
import org.communique.web.Rendered;
import org.communique.web.Reply;
import org.communique.web.WebConfig;

/** Answers with a feed: a page of the list, the closed document of a month, or the subscription document. */
@ApplicationScoped
class FeedReads {
    /** For how many days a subscription document tells of what changed. */
    private static final int REACH = 90;

    @Inject
    TermCache cache;

    @Inject
    ReleaseLists lists;

    @Inject
    FeedArchives archives;

    @Inject
    Subscriptions subscriptions;

    @Inject
    Site site;

    @Inject
    WebConfig config;

    @Inject
    Clock clock;

    Reply read(Snapshot snapshot, Parameters parameters, FeedWriter writer) {
        Terms terms = cache.at(snapshot);
        ReleasePage page = ReleasePage.parse(parameters, terms);
        Optional<YearMonth> month =
                parameters.parsed(FeedAddress.ARCHIVE, "not-a-month", "a month such as 2010-07", FeedArchives::month);
        if (month.isPresent() && page.part() != ReleasePage.Part.BARE) {
            parameters.fault(Fault.query(
                    FeedAddress.ARCHIVE,
                    "not-with-a-page",
                    "The document of a month is whole: it takes a filter, and no limit, sort, page or cursor."));
        }
        parameters.done();
        String path = writer.format().on(ReleaseView.PATH);
        Optional<Query> moved = page.moved(terms);
        if (moved.isPresent()) {
            return Reply.moved(
                    moved.get().add(FeedAddress.ARCHIVE, month.orElse(null)).on(path));
        }
        FeedAddress address = new FeedAddress(path, page);
        ZoneId zone = config.editorial().zone();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        LocalDate open = today.withDayOfMonth(1);
        FeedDocument feed;
        if (month.isPresent()) {
            feed = archives.read(snapshot, terms, address, month.get(), open);
        } else if (page.part() == ReleasePage.Part.BARE) {
            // By whole days, so that the document holds still where nothing happens.
            Instant since = today.minusDays(REACH).atStartOfDay(zone).toInstant();
            feed = subscriptions.read(snapshot, terms, address, open, since);
        } else {
            feed = page(snapshot, terms, address);
        }
        return new Reply(
                new Rendered(writer.format().contentType(), writer.write(feed)),
                later(snapshot.changedAt(), today.atStartOfDay(zone).toInstant()),
                feed.live().stream()
                        .map(item -> item.release().language())
                        .distinct()
                        .sorted()
                        .toList(),
                feed.links());
    }

    /** A day that begins may close a month, and put changes out of reach. */
    private static Instant later(Instant change, Instant day) {
        return change.isAfter(day) ? change : day;
    }

    private FeedDocument page(Snapshot snapshot, Terms terms, FeedAddress address) {
        ReleaseLists.Page found = lists.page(address.page(), terms, true, address.path(), new Query());
        Map<String, String> links = new LinkedHashMap<>();
        found.links().all().forEach((relation, path) -> links.put(relation, site.absolute(path)));
        // The name of it that readers of feeds know (RFC 5005 section 3).
        if (links.containsKey("prev")) {
            links.put("previous", links.get("prev"));
        }
        List<FeedItem> items = found.releases().stream()
                .map(release -> (FeedItem) new FeedItem.Live(release))
                .toList();
        return FeedDocument.of(site, address, links, false, FeedDocument.latest(items, snapshot), items);
    }
}

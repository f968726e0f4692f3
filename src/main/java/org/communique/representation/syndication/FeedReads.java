package org.communique.representation.syndication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.communique.http.HttpConfig;
import org.communique.http.cache.ReadResult;
import org.communique.http.cache.Rendered;
import org.communique.http.problem.Fault;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.http.streaming.Download;
import org.communique.release.ReleaseLists;
import org.communique.release.document.ReleaseView;
import org.communique.release.list.ReleasePage;
import org.communique.representation.format.FeedItem;
import org.communique.representation.format.Site;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;

/** Answers with a feed: a page of the list, the archive of a month, or the subscription document. */
@ApplicationScoped
public class FeedReads {
    /** For how many days a subscription document tells of what changed. */
    private static final int REACH = 90;

    @Inject
    TermCache cache;

    @Inject
    ReleaseLists lists;

    @Inject
    FeedArchives archives;

    @Inject
    FeedNews news;

    @Inject
    Site site;

    @Inject
    HttpConfig config;

    @Inject
    Clock clock;

    public ReadResult read(Snapshot snapshot, Parameters parameters, FeedWriter writer) {
        Terms terms = cache.at(snapshot);
        ReleasePage page = ReleasePage.parse(parameters, terms);
        Optional<YearMonth> month =
                parameters.parsed(FeedAddress.ARCHIVE, "not-a-month", "a month such as 2010-07", FeedArchives::month);
        Optional<Long> before =
                parameters.parsed(FeedAddress.BEFORE, "not-a-number", "a number of the sequence", FeedReads::number);
        check(parameters, page, month.isPresent(), before.isPresent());
        parameters.done();
        String path = writer.format().on(ReleaseView.PATH);
        Optional<Query> moved = page.moved(terms);
        if (moved.isPresent()) {
            return ReadResult.moved(moved.get()
                    .add(FeedAddress.ARCHIVE, month.orElse(null))
                    .add(FeedAddress.BEFORE, before.orElse(null))
                    .on(path));
        }
        ZoneId zone = config.editorial().zone();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        // A day that begins may end a month, and put changes out of reach.
        Instant modified = later(snapshot.changedAt(), today.atStartOfDay(zone).toInstant());
        FeedAddress address = new FeedAddress(path, page);
        FeedRequest request = new FeedRequest(snapshot, terms, address, writer, modified);
        if (month.isPresent()) {
            return archives.read(request, month.get(), today.withDayOfMonth(1));
        }
        if (before.isPresent() || page.part() == ReleasePage.Part.BARE) {
            // By whole days, so that the document holds still where nothing happens.
            Instant since = today.minusDays(REACH).atStartOfDay(zone).toInstant();
            OptionalLong first = before.map(OptionalLong::of).orElse(OptionalLong.empty());
            return news.read(request, first, since);
        }
        return page(request);
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** Of the parameters of a page only a cursor leads on in a month, and none in the changes. */
    private static void check(Parameters parameters, ReleasePage page, boolean month, boolean before) {
        boolean paged = parameters.has("limit")
                || page.page().isPresent()
                || page.cursor().isEmpty() && parameters.has("sort");
        if (month && (paged || before)) {
            parameters.fault(
                    Fault.query(
                            FeedAddress.ARCHIVE,
                            "not-with-a-page",
                            "An archive document can be combined with a filter and with the cursor from its links, but not with limit, sort, page or before."));
        }
        if (before && (paged || page.cursor().isPresent())) {
            parameters.fault(Fault.query(
                    FeedAddress.BEFORE,
                    "not-with-a-page",
                    "The parameter before can be combined with a filter, but not with limit, sort, page or cursor."));
        }
    }

    private static Instant later(Instant change, Instant day) {
        return change.isAfter(day) ? change : day;
    }

    private ReadResult page(FeedRequest request) {
        FeedAddress address = request.address();
        FeedWriter writer = request.writer();
        ReleaseLists.Page found = lists.page(address.page(), request.terms(), true, address.path(), new Query());
        Map<String, String> links = new LinkedHashMap<>();
        found.links().all().forEach((relation, path) -> links.put(relation, site.absolute(path)));
        // The name of it that readers of feeds know (RFC 5005 section 3).
        if (links.containsKey("prev")) {
            links.put("previous", links.get("prev"));
        }
        Iterable<FeedEntry> entries = () -> StreamSupport.stream(found.shown().spliterator(), false)
                .map(release -> FeedEntry.of(new FeedItem.Live(release), writer))
                .iterator();
        Stream<Instant> changes = found.releases().stream().map(ReleaseView::updatedAt);
        FeedDocument feed =
                FeedDocument.of(site, address, links, FeedDocument.latest(changes, request.snapshot()), entries);
        Object body = found.isLong()
                ? new Download(
                        writer.format().contentType(), site.identity(feed.self()), out -> writer.write(feed, out))
                : new Rendered(writer.format().contentType(), writer.bytes(feed));
        return new ReadResult(body, request.modified(), found.languages(), links);
    }
}

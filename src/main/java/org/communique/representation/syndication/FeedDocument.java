package org.communique.representation.syndication;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.communique.representation.format.Site;
import org.communique.sequence.Snapshot;

/**
 * A feed before it is written, the same for every format.
 *
 * @param id the same for every document of the feed: the address of its subscription document
 * @param list where the same releases are as JSON
 * @param language of the texts where all are in one; else null
 * @param links absolute, by relation: self, hub, and those of RFC 5005
 * @param updated the last change of what is in it
 * @param archive whether it is of a month that is over (RFC 5005 section 4)
 * @param removals those entries that tell of a release that has to go
 * @param entries all of them in their order, each made as it is asked for
 */
record FeedDocument(
        String id,
        String list,
        String title,
        String language,
        Map<String, String> links,
        Instant updated,
        boolean archive,
        List<FeedEntry> removals,
        Iterable<FeedEntry> entries) {
    /** A document that is made in memory. */
    static FeedDocument of(
            Site site,
            FeedAddress address,
            Map<String, String> links,
            boolean archive,
            Instant updated,
            List<FeedEntry> entries) {
        return of(
                site,
                address,
                links,
                archive,
                updated,
                entries.stream().filter(FeedEntry::isRemoval).toList(),
                entries);
    }

    /** A document of releases alone, of any length. */
    static FeedDocument of(
            Site site, FeedAddress address, Map<String, String> links, Instant updated, Iterable<FeedEntry> entries) {
        return of(site, address, links, false, updated, List.of(), entries);
    }

    private static FeedDocument of(
            Site site,
            FeedAddress address,
            Map<String, String> links,
            boolean archive,
            Instant updated,
            List<FeedEntry> removals,
            Iterable<FeedEntry> entries) {
        links.put("hub", site.hub());
        List<String> ranges = address.page().filter().ranges();
        return new FeedDocument(
                site.absolute(address.bare()),
                site.absolute(address.list()),
                site.config().publisher().name(),
                ranges.size() == 1 ? ranges.get(0) : null,
                links,
                updated,
                archive,
                removals,
                entries);
    }

    /** The last of the changes; where there are none, the last change of what names the releases. */
    static Instant latest(Stream<Instant> changes, Snapshot snapshot) {
        return changes.max(Instant::compareTo).orElse(snapshot.termChangedAt());
    }

    String self() {
        return links.get("self");
    }
}

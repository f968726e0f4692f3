package org.communique.representation.syndication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.communique.http.cache.ReadResult;
import org.communique.http.cache.Rendered;
import org.communique.representation.format.FeedItem;

/** Cuts a feed where a document of it is full. */
@ApplicationScoped
class FeedCut {
    @Inject
    FeedConfig config;

    int entries() {
        return config.entries();
    }

    long bytes() {
        return config.size().asLongValue();
    }

    /**
     * The document of the first items, as many as it may hold: one at least where there is any.
     *
     * @param document what holds these entries, with the links to where they end
     */
    ReadResult cut(
            Iterator<FeedItem> items,
            FeedWriter writer,
            Instant modified,
            Function<List<FeedEntry>, FeedDocument> document) {
        List<FeedEntry> entries = fill(items, writer);
        FeedDocument feed = document.apply(entries);
        byte[] bytes = writer.bytes(feed);
        while (bytes.length > bytes() && entries.size() > 1) {
            entries = entries.subList(0, entries.size() - 1);
            feed = document.apply(entries);
            bytes = writer.bytes(feed);
        }
        List<String> languages = entries.stream()
                .map(FeedEntry::language)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        return new ReadResult(new Rendered(writer.format().contentType(), bytes), modified, languages, feed.links());
    }

    private List<FeedEntry> fill(Iterator<FeedItem> items, FeedWriter writer) {
        List<FeedEntry> entries = new ArrayList<>();
        long left = bytes();
        while (entries.size() < entries() && items.hasNext()) {
            FeedEntry entry = FeedEntry.of(items.next(), writer);
            left -= entry.bytes().length;
            if (left < 0 && !entries.isEmpty()) {
                break;
            }
            entries.add(entry);
        }
        return entries;
    }
}

package org.communique.representation.syndication;

import com.fasterxml.jackson.databind.util.RawValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.communique.http.json.Json;
import org.communique.http.json.JsonBytes;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.FeedItem;
import org.communique.representation.format.Format;
import org.communique.representation.format.Site;
import org.communique.representation.format.Withdrawn;

/** JSON Feed 1.1. */
@ApplicationScoped
class JsonFeedWriter implements FeedWriter {
    private static final String VERSION = "https://jsonfeed.org/version/1.1";
    /** The contract, where the operation tells what the extension holds. */
    private static final String ABOUT = "/q/openapi";

    @Inject
    Site site;

    @Override
    public Format format() {
        return Format.JSON_FEED;
    }

    @Override
    public byte[] entry(FeedItem item) {
        if (item instanceof FeedItem.Removed removed) {
            return Json.bytes(new JsonFeed.Tombstone(FeedItem.urn(removed.id()), removed.at(), removed.reason()));
        }
        return Json.bytes(item(((FeedItem.Live) item).release()));
    }

    @Override
    public void write(FeedDocument feed, OutputStream out) {
        Json.write(
                out,
                new JsonFeed(
                        VERSION,
                        feed.title(),
                        site.home(),
                        feed.self(),
                        // What is older is on the next page, or in the nearest month.
                        feed.links().getOrDefault("next", feed.links().get("prev-archive")),
                        feed.language(),
                        List.of(new JsonFeed.Author(
                                site.config().publisher().name(),
                                site.config()
                                        .publisher()
                                        .url()
                                        .map(URI::toString)
                                        .orElse(null))),
                        List.of(new JsonFeed.Hub("WebSub", feed.links().get("hub"))),
                        new JsonFeed.Extension(
                                site.absolute(ABOUT),
                                feed.updated(),
                                feed.archive(),
                                feed.links(),
                                site.config().rights().orElse(null),
                                site.config().license().map(URI::toString).orElse(null),
                                feed.removals().stream()
                                        .map(JsonFeedWriter::written)
                                        .toList()),
                        () -> StreamSupport.stream(feed.entries().spliterator(), false)
                                .filter(entry -> !entry.isRemoval())
                                .map(JsonFeedWriter::written)
                                .iterator()));
    }

    private static RawValue written(FeedEntry entry) {
        return new RawValue(new JsonBytes(entry.bytes()));
    }

    private JsonFeed.Item item(ReleaseView release) {
        return new JsonFeed.Item(
                FeedItem.urn(release.id()),
                site.page(release),
                Withdrawn.title(release),
                site.html(release),
                release.summary(),
                release.image() == null ? null : release.image().href(),
                release.publishedAt(),
                release.updatedAt(),
                release.sources().stream()
                        .map(source -> new JsonFeed.Author(source.name(), site.absolute(source.href())))
                        .toList(),
                Stream.of(release.fieldsOfWork(), release.countries(), release.meetings())
                        .flatMap(List::stream)
                        .map(ReleaseView.TermRef::name)
                        .toList(),
                release.language(),
                release.attachments().stream().map(JsonFeed.File::of).toList(),
                JsonFeed.ItemExtension.of(release, site.self(release)));
    }
}

package org.communique.representation.syndication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.communique.release.content.ReleaseContent.Attachment;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.FeedItem;
import org.communique.representation.format.Format;
import org.communique.representation.format.Site;
import org.communique.representation.format.Withdrawn;
import org.communique.value.Instants;
import org.jsoup.nodes.Entities;

/**
 * RSS 2.0 with the modules that its readers know: whole texts (content), sources and languages (Dublin Core), links
 * (Atom) and archives (RFC 5005). It has no word for a release that has to go, so that one is just not there.
 */
@ApplicationScoped
class RssWriter implements FeedWriter {
    private static final DateTimeFormatter RFC_822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Map<String, String> PREFIXES = new TreeMap<>(Map.of(
            "atom",
            AtomWriter.ATOM,
            "content",
            "http://purl.org/rss/1.0/modules/content/",
            "dc",
            "http://purl.org/dc/elements/1.1/",
            "fh",
            AtomWriter.HISTORY));

    @Inject
    Site site;

    @Override
    public Format format() {
        return Format.RSS;
    }

    @Override
    public byte[] entry(FeedItem item) {
        return item instanceof FeedItem.Live live ? Xml.part(PREFIXES, xml -> item(xml, live.release())) : new byte[0];
    }

    @Override
    public void write(FeedDocument feed, OutputStream out) {
        Xml.write(out, xml -> rss(xml, feed));
    }

    private void rss(Xml xml, FeedDocument feed) {
        xml.root("rss", null).attribute("version", "2.0").namespaces(PREFIXES);
        xml.start("channel")
                .text("title", feed.title())
                .text("link", site.home())
                .text("description", "Press releases of " + feed.title());
        if (feed.language() != null) {
            xml.text("language", feed.language());
        }
        site.config().rights().ifPresent(rights -> xml.text("copyright", rights));
        xml.text("lastBuildDate", date(feed.updated()));
        feed.links().forEach((relation, address) -> link(xml, relation, address));
        site.config().license().ifPresent(license -> link(xml, "license", license.toString()));
        if (feed.archive()) {
            xml.empty("fh", "archive");
        }
        feed.entries().forEach(entry -> xml.written(entry.bytes()));
        xml.end().end();
    }

    private void item(Xml xml, ReleaseView release) {
        xml.start("item")
                .text("title", Withdrawn.title(release))
                .text("link", site.page(release))
                .start("guid")
                .attribute("isPermaLink", false)
                .value(FeedItem.urn(release.id()))
                .end()
                .text("pubDate", date(release.publishedAt()))
                .text("atom", "updated", Instants.write(release.updatedAt()))
                .text("dc", "language", release.language());
        release.sources().forEach(source -> xml.text("dc", "creator", source.name()));
        categories(xml, "/v1/fields-of-work", release.fieldsOfWork());
        categories(xml, "/v1/countries", release.countries());
        categories(xml, "/v1/meeting-series", release.meetings());
        if (release.summary() != null) {
            // A description is HTML.
            xml.text("description", Entities.escape(release.summary()));
        }
        xml.text("content", "encoded", site.html(release));
        enclosures(xml, release.attachments());
        xml.end();
    }

    /** By their names, which readers show; the codes are in the other formats. */
    private void categories(Xml xml, String domain, List<ReleaseView.TermRef> terms) {
        for (ReleaseView.TermRef term : terms) {
            xml.start("category")
                    .attribute("domain", site.absolute(domain))
                    .value(term.name())
                    .end();
        }
    }

    private static void enclosures(Xml xml, List<Attachment> attachments) {
        for (Attachment attachment : attachments.subList(0, Math.min(1, attachments.size()))) {
            // Readers know one for an item. All three are required; a length that is not known is 0.
            xml.empty("enclosure")
                    .attribute("url", attachment.href())
                    .attribute("length", attachment.size() == null ? 0 : attachment.size())
                    .attribute("type", Site.mediaType(attachment).orElse("application/octet-stream"));
        }
    }

    private static void link(Xml xml, String relation, String address) {
        xml.empty("atom", "link").attribute("rel", relation).attribute("href", address);
    }

    /** RFC 822 with a year of four digits, as RSS has it. */
    private static String date(Instant at) {
        return RFC_822.format(at);
    }
}

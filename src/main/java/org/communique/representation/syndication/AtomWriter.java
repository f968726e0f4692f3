package org.communique.representation.syndication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.communique.release.content.ReleaseContent;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.FeedItem;
import org.communique.representation.format.Format;
import org.communique.representation.format.Site;
import org.communique.representation.format.Withdrawn;
import org.communique.value.Instants;

/** Atom (RFC 4287), with tombstones (RFC 6721), archives (RFC 5005) and the hub (WebSub section 4). */
@ApplicationScoped
class AtomWriter implements FeedWriter {
    static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";
    static final String HISTORY = "http://purl.org/syndication/history/1.0";

    private static final Map<String, String> PREFIXES = new TreeMap<>(Map.of("at", TOMBSTONES, "fh", HISTORY));

    @Inject
    Site site;

    @Override
    public Format format() {
        return Format.ATOM;
    }

    @Override
    public byte[] entry(FeedItem item) {
        return Xml.part(PREFIXES, xml -> {
            if (item instanceof FeedItem.Live live) {
                entry(xml, live.release());
            } else if (item instanceof FeedItem.Removed removed) {
                tombstone(xml, removed);
            }
        });
    }

    @Override
    public void write(FeedDocument feed, OutputStream out) {
        Xml.write(out, xml -> feed(xml, feed));
    }

    private void feed(Xml xml, FeedDocument feed) {
        xml.root("feed", ATOM).namespaces(PREFIXES);
        if (feed.language() != null) {
            xml.language(feed.language());
        }
        xml.text("id", feed.id());
        xml.text("title", feed.title());
        xml.text("updated", Instants.write(feed.updated()));
        xml.start("author").text("name", site.config().publisher().name());
        site.config().publisher().url().ifPresent(url -> xml.text("uri", url.toString()));
        xml.end();
        feed.links().forEach((relation, address) -> link(xml, relation, address, null));
        link(xml, "alternate", feed.list(), "application/json");
        site.config().rights().ifPresent(rights -> xml.text("rights", rights));
        site.config().license().ifPresent(license -> link(xml, "license", license.toString(), null));
        if (feed.archive()) {
            xml.empty("fh", "archive");
        }
        feed.entries().forEach(entry -> xml.written(entry.bytes()));
        xml.end();
    }

    private void entry(Xml xml, ReleaseView release) {
        xml.start("entry").language(release.language());
        xml.text("id", FeedItem.urn(release.id()));
        xml.text("title", Withdrawn.title(release));
        xml.text("published", Instants.write(release.publishedAt()));
        xml.text("updated", Instants.write(release.updatedAt()));
        for (ReleaseView.TermRef source : release.sources()) {
            xml.start("author")
                    .text("name", source.name())
                    .text("uri", site.absolute(source.href()))
                    .end();
        }
        link(xml, "self", site.self(release), "application/json");
        for (ReleaseContent.Attachment attachment : release.attachments()) {
            xml.empty("link")
                    .attribute("rel", "enclosure")
                    .attribute("href", attachment.href())
                    .attribute("type", Site.mediaType(attachment).orElse(null))
                    .attribute("hreflang", attachment.language())
                    .attribute("title", attachment.title())
                    .attribute("length", attachment.size());
        }
        // The last of the links, and alone of its relation: simple readers take the first of those, or just the last.
        xml.empty("link")
                .attribute("rel", "alternate")
                .attribute("href", site.page(release))
                .attribute("type", "text/html")
                .attribute("hreflang", release.language());
        categories(xml, "/v1/fields-of-work", release.fieldsOfWork());
        categories(xml, "/v1/countries", release.countries());
        categories(xml, "/v1/meeting-series", release.meetings());
        if (release.summary() != null) {
            xml.text("summary", release.summary());
        }
        xml.start("content").attribute("type", "html").value(site.html(release)).end();
        site.config().rights().ifPresent(rights -> xml.text("rights", rights));
        xml.end();
    }

    private void categories(Xml xml, String scheme, Iterable<ReleaseView.TermRef> terms) {
        for (ReleaseView.TermRef term : terms) {
            xml.empty("category")
                    .attribute("scheme", site.absolute(scheme))
                    .attribute("term", term.code())
                    .attribute("label", term.name());
        }
    }

    /** RFC 6721 section 3. */
    private static void tombstone(Xml xml, FeedItem.Removed removed) {
        xml.start("at", "deleted-entry")
                .attribute("ref", FeedItem.urn(removed.id()))
                .attribute("when", Instants.write(removed.at()));
        if (removed.reason() != null) {
            xml.start("at", "comment").value(removed.reason()).end();
        }
        xml.end();
    }

    private static void link(Xml xml, String relation, String address, String type) {
        xml.empty("link").attribute("rel", relation).attribute("href", address).attribute("type", type);
    }
}

package org.communique.representation.syndication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.communique.http.cache.ReadResult;
import org.communique.http.problem.ProblemException;
import org.communique.http.request.Parameters;
import org.communique.http.streaming.Download;
import org.communique.release.document.ReleaseView;
import org.communique.release.document.ReleaseViews;
import org.communique.release.list.PublishedPages;
import org.communique.representation.format.Site;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.communique.value.Instants;

/** The sitemap for search engines (sitemaps.org): an index, and for each year its pages in one or more parts. */
@ApplicationScoped
class Sitemaps {
    static final String XML = "application/xml";

    /** Fewer than the 50,000 allowed, so that a part with many translations stays below the 50 MB allowed, too. */
    private static final int PART = 10_000;

    private static final int BATCH = 500;
    /** Pages of a part that is written from the node's own state. */
    private static final int SHORT = 500;

    private static final String SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";

    @Inject
    PublishedPages pages;

    @Inject
    ReleaseViews views;

    @Inject
    TermCache cache;

    @Inject
    Site site;

    ReadResult index(Snapshot snapshot, Parameters parameters) {
        parameters.done();
        return reply(snapshot, "sitemap", xml -> {
            xml.root("sitemapindex", SITEMAP);
            for (PublishedPages.Year year : pages.years()) {
                for (int part = 1; part <= parts(year); part++) {
                    xml.start("sitemap")
                            .text("loc", site.absolute("/sitemap-%04d-%d.xml".formatted(year.year(), part)))
                            .text("lastmod", Instants.write(year.updated()))
                            .end();
                }
            }
            xml.end();
        });
    }

    ReadResult part(Snapshot snapshot, Parameters parameters, int year, int part) {
        parameters.done();
        long left = pages.years().stream()
                        .filter(each -> each.year() == year && part >= 1 && part <= parts(each))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.notFound(
                                "The sitemap has no such part; /sitemap.xml lists the parts."))
                        .pages()
                - (part - 1L) * PART;
        if (left > SHORT) {
            Snapshots.requireStore();
        }
        Terms terms = cache.at(snapshot);
        return reply(snapshot, "sitemap " + year + " " + part, xml -> {
            xml.root("urlset", SITEMAP).namespace("xhtml", XHTML);
            int first = (part - 1) * PART;
            List<PublishedPages.Page> some;
            for (int done = 0; done < PART; done += some.size()) {
                some = pages.of(year, first + done, Math.min(BATCH, PART - done));
                if (some.isEmpty()) {
                    break;
                }
                write(xml, some, terms);
                views.release();
            }
            xml.end();
        });
    }

    private static long parts(PublishedPages.Year year) {
        return (year.pages() + PART - 1) / PART;
    }

    private static ReadResult reply(Snapshot snapshot, String identity, Consumer<Xml> content) {
        return ReadResult.of(new Download(XML, identity, out -> Xml.write(out, content)), snapshot.changedAt());
    }

    private void write(Xml xml, List<PublishedPages.Page> some, Terms terms) {
        List<UUID> ids =
                some.stream().map(PublishedPages.Page::release).distinct().toList();
        Map<UUID, ReleaseView> releases = views.of(ids, List.of(), false, terms).stream()
                .collect(Collectors.toMap(ReleaseView::id, Function.identity()));
        for (PublishedPages.Page page : some) {
            ReleaseView release = releases.get(page.release());
            ReleaseView.Translation own = release.translations().stream()
                    .filter(translation -> translation.language().equals(page.language()))
                    .findFirst()
                    .orElseThrow();
            xml.start("url").text("loc", site.page(release, own)).text("lastmod", Instants.write(release.updatedAt()));
            if (release.translations().size() > 1) {
                // Every page names all of them, itself included, as those who read hreflang want it.
                release.translations()
                        .forEach(translation -> xml.empty("xhtml", "link")
                                .attribute("rel", "alternate")
                                .attribute("hreflang", translation.language())
                                .attribute("href", site.page(release, translation)));
            }
            xml.end();
        }
    }
}

package org.communique.representation.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.communique.http.json.Json;
import org.communique.release.content.ReleaseContent;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.FeedItem;
import org.communique.representation.format.Format;
import org.communique.representation.format.Site;
import org.communique.representation.format.SiteConfig;
import org.communique.representation.format.Withdrawn;
import org.communique.value.Instants;

/**
 * A press release as a {@code NewsArticle} of schema.org. Each language is a work of its own, known by the address of the
 * release in it; the UUID is the identifier of all.
 */
@ApplicationScoped
class NewsArticle implements ReleaseWriter {
    private static final String TYPE = "NewsArticle";

    @Inject
    Site site;

    @Override
    public Format format() {
        return Format.JSON_LD;
    }

    @Override
    public byte[] write(ReleaseView release) {
        return Json.bytes(SchemaOrg.document(of(release)));
    }

    /** Without a context; without a text where the view has no body. */
    Members of(ReleaseView release) {
        SiteConfig config = site.config();
        Members article = SchemaOrg.thing(TYPE, id(release, own(release)))
                .put("identifier", FeedItem.urn(release.id()))
                .put("url", site.page(release))
                .put("headline", release.title())
                .put("description", release.summary())
                .put(
                        "articleBody",
                        release.body() == null ? null : release.body().text())
                .put("inLanguage", release.language())
                .put("genre", release.kind().genre())
                .put("dateline", Dateline.of(release))
                .put("dateCreated", release.date())
                .put("datePublished", Instants.write(release.publishedAt()))
                .put("dateModified", Instants.write(release.updatedAt()))
                .put("version", release.revision())
                .put("creativeWorkStatus", Withdrawn.is(release) ? "Withdrawn" : "Published")
                .put("author", things("Organization", release.sources()))
                .put("publisher", publisher())
                .put("about", about(release))
                .put("image", image(release.image()))
                .put("associatedMedia", media(release.attachments()))
                .put("mentions", related(release))
                .put("correction", corrections(release))
                .put("copyrightNotice", config.rights())
                .put("license", config.license());
        return article.putAll(translations(release));
    }

    private static ReleaseView.Translation own(ReleaseView release) {
        return release.translations().stream()
                .filter(translation -> translation.language().equals(release.language()))
                .findFirst()
                .orElseThrow();
    }

    /** The original is what the address without a language leads to. */
    private String id(ReleaseView release, ReleaseView.Translation translation) {
        return site.absolute(translation.original() ? ReleaseView.PATH + "/" + release.id() : translation.href());
    }

    private Members translations(ReleaseView release) {
        ReleaseView.Translation own = own(release);
        if (!own.original()) {
            Members original = translation(release, release.original());
            return new Members().put("translationOfWork", original).put("isBasedOn", id(release, release.original()));
        }
        return new Members()
                .put(
                        "workTranslation",
                        release.translations().stream()
                                .filter(translation -> !translation.original())
                                .map(translation -> translation(release, translation))
                                .toList());
    }

    private Members translation(ReleaseView release, ReleaseView.Translation translation) {
        return SchemaOrg.thing(TYPE, id(release, translation))
                .put("inLanguage", translation.language())
                .put("headline", translation.title())
                .put("url", site.page(release, translation));
    }

    private List<Members> about(ReleaseView release) {
        return Stream.of(
                        things("Thing", release.fieldsOfWork()),
                        things("Country", release.countries()),
                        things("EventSeries", release.meetings()))
                .flatMap(List::stream)
                .toList();
    }

    private List<Members> things(String type, List<ReleaseView.TermRef> terms) {
        return terms.stream()
                .map(term -> SchemaOrg.thing(type, site.absolute(term.href())).put("name", term.name()))
                .toList();
    }

    private Members publisher() {
        SiteConfig.Publisher publisher = site.config().publisher();
        return SchemaOrg.thing("Organization", null)
                .put("name", publisher.name())
                .put("url", publisher.url())
                .put(
                        "logo",
                        publisher
                                .logo()
                                .map(logo ->
                                        SchemaOrg.thing("ImageObject", null).put("url", logo)));
    }

    private static Members image(ReleaseContent.Image image) {
        return image == null
                ? null
                : SchemaOrg.thing("ImageObject", null)
                        .put("url", image.href())
                        .put("caption", image.alt())
                        .put("creditText", image.credit());
    }

    private static List<Members> media(List<ReleaseContent.Attachment> attachments) {
        return attachments.stream()
                .map(attachment -> SchemaOrg.thing("MediaObject", null)
                        .put("contentUrl", attachment.href())
                        .put("name", attachment.title())
                        .put("encodingFormat", attachment.mediaType())
                        .put("contentSize", attachment.size() == null ? null : attachment.size() + " B")
                        .put("inLanguage", attachment.language()))
                .toList();
    }

    private List<Members> related(ReleaseView release) {
        return release.related().stream()
                .map(other -> SchemaOrg.thing(TYPE, site.absolute(other.href())).put("headline", other.title()))
                .toList();
    }

    private static List<Members> corrections(ReleaseView release) {
        List<Members> corrections = new ArrayList<>();
        if (Withdrawn.is(release)) {
            corrections.add(correction(
                    Withdrawn.notice(release),
                    Instants.write(release.withdrawal().at())));
        }
        release.changeNotes().forEach(note -> corrections.add(correction(note.note(), Instants.write(note.at()))));
        return corrections;
    }

    private static Members correction(String text, String at) {
        return SchemaOrg.thing("CorrectionComment", null).put("text", text).put("datePublished", at);
    }
}

package org.communique.representation.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.communique.release.content.ReleaseContent;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.FeedItem;
import org.communique.representation.format.Site;

/** What a ninjs object points at: its page, its picture and files, its translations and related releases. */
@ApplicationScoped
class NinjsLinks {
    @Inject
    Site site;

    List<Members> renditions(ReleaseView release) {
        return List.of(rendition("web", site.page(release), "text/html"));
    }

    List<Members> associations(ReleaseView release) {
        return Stream.of(
                        Stream.ofNullable(release.image()).map(NinjsLinks::picture),
                        release.attachments().stream().map(NinjsLinks::attachment),
                        release.translations().stream()
                                .filter(translation -> !translation.language().equals(release.language()))
                                .map(translation -> translation(release, translation)),
                        release.related().stream().map(NinjsLinks::related))
                .flatMap(all -> all)
                .toList();
    }

    private static Members picture(ReleaseContent.Image image) {
        return association("mainpicture", image.href(), image.alt() == null ? image.href() : image.alt())
                .put("type", "picture")
                .put("by", image.credit())
                .put("renditions", List.of(rendition("main", image.href(), null)));
    }

    private static Members attachment(ReleaseContent.Attachment attachment) {
        String name = attachment.title() == null ? attachment.href() : attachment.title();
        return association("attachment", attachment.href(), name)
                .put("type", "component")
                .put("language", attachment.language())
                .put(
                        "renditions",
                        List.of(rendition("main", attachment.href(), attachment.mediaType())
                                .put("sizeInBytes", attachment.size())));
    }

    private Members translation(ReleaseView release, ReleaseView.Translation translation) {
        return association("translation", site.absolute(translation.href()), translation.title())
                .put("type", "text")
                .put("language", translation.language())
                .put("renditions", List.of(rendition("web", site.page(release, translation), "text/html")));
    }

    private static Members related(ReleaseView.Related other) {
        return association("related", FeedItem.urn(other.id()), other.title()).put("type", "text");
    }

    private static Members association(String relation, String address, String name) {
        return new Members().put("name", name).put("rel", relation).put("uri", ascii(address));
    }

    private static Members rendition(String name, String address, String contentType) {
        return new Members().put("name", name).put("href", ascii(address)).put("contentType", contentType);
    }

    /** The schema wants URIs, and an address may be an IRI (RFC 3987 section 3.1). */
    private static String ascii(String address) {
        return URI.create(address).toASCIIString();
    }
}

package org.communique.representation.format;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.communique.http.HttpConfig;
import org.communique.release.content.ReleaseContent.Attachment;
import org.communique.release.document.ReleaseView;

/** Absolute addresses and the words about the publisher, for documents that leave the service. */
@ApplicationScoped
public class Site {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(\\s*;.*)?");

    @Inject
    public SiteConfig config;

    @Inject
    HttpConfig web;

    public SiteConfig config() {
        return config;
    }

    public String absolute(String path) {
        return web.absolute(path);
    }

    /** What tells the bytes of the answer at an absolute address apart at one number of the sequence. */
    public String identity(String self) {
        return self + " " + config.siteUrlTemplate().orElse("");
    }

    public String hub() {
        return web.hub();
    }

    /** Where the publisher is at home: its own address, or else the service's. */
    public String home() {
        return config.publisher().url().map(URI::toString).orElseGet(() -> absolute("/"));
    }

    /** The page where the release is read in its language. */
    public String page(ReleaseView release) {
        return page(release, release.slug(), release.language());
    }

    /** The page of a translation. */
    public String page(ReleaseView release, ReleaseView.Translation translation) {
        return page(release, translation.slug(), translation.language());
    }

    /** The release itself, in its language. */
    public String self(ReleaseView release) {
        return release.translations().stream()
                .filter(translation -> translation.language().equals(release.language()))
                .map(translation -> absolute(translation.href()))
                .findFirst()
                .orElseThrow();
    }

    /** The media type of an attachment, where it has one that is spelt as such. */
    public static Optional<String> mediaType(Attachment attachment) {
        return Optional.ofNullable(attachment.mediaType())
                .filter(type -> MEDIA_TYPE.matcher(type).matches());
    }

    /** The body where relative addresses mean nothing: they start from the release's page. */
    public String html(ReleaseView release) {
        return AbsoluteHtml.of(Withdrawn.html(release), page(release), release.language());
    }

    private String page(ReleaseView release, String slug, String language) {
        return config.siteUrlTemplate()
                .map(template -> template.replace("{id}", release.id().toString())
                        .replace("{slug}", slug)
                        .replace("{language}", language))
                .orElseGet(() -> absolute("/v1/press-releases/" + slug));
    }
}

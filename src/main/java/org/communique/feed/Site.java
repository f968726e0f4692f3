package org.communique.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.communique.release.ReleaseContent.Attachment;
import org.communique.release.ReleaseView;
import org.communique.web.WebConfig;

/** Absolute addresses and the words about the publisher, for documents that leave the service. */
@ApplicationScoped
class Site {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(\\s*;.*)?");

    @Inject
    SiteConfig config;

    @Inject
    WebConfig web;

    SiteConfig config() {
        return config;
    }

    String absolute(String path) {
        return web.absolute(path);
    }

    /** What tells the bytes of the answer at an absolute address apart at one number of the sequence. */
    String identity(String self) {
        return self + " " + config.siteUrlTemplate().orElse("");
    }

    String hub() {
        return web.hub();
    }

    /** Where the publisher is at home: its own address, or else the service's. */
    String home() {
        return config.publisher().url().map(URI::toString).orElseGet(() -> absolute("/"));
    }

    /** The page where the release is read in its language. */
    String page(ReleaseView release) {
        return page(release, release.slug(), release.language());
    }

    /** The page of a translation. */
    String page(ReleaseView release, ReleaseView.Translation translation) {
        return page(release, translation.slug(), translation.language());
    }

    /** The release itself, in its language. */
    String self(ReleaseView release) {
        return release.translations().stream()
                .filter(translation -> translation.language().equals(release.language()))
                .map(translation -> absolute(translation.href()))
                .findFirst()
                .orElseThrow();
    }

    /** The media type of an attachment, where it has one that is spelt as such. */
    static Optional<String> mediaType(Attachment attachment) {
        return Optional.ofNullable(attachment.mediaType())
                .filter(type -> MEDIA_TYPE.matcher(type).matches());
    }

    /** The body where relative addresses mean nothing: they start from the release's page. */
    String html(ReleaseView release) {
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

package org.communique.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.communique.release.ReleaseView;
import org.communique.web.WebConfig;

/** Absolute addresses and the words about the publisher, for documents that leave the service. */
@ApplicationScoped
class Site {
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

    /** The page where the release is read in its language. */
    String page(ReleaseView release) {
        return page(release, release.slug(), release.language());
    }

    /** The page of a translation. */
    String page(ReleaseView release, ReleaseView.Translation translation) {
        return page(release, translation.slug(), translation.language());
    }

    private String page(ReleaseView release, String slug, String language) {
        return config.siteUrlTemplate()
                .map(template -> template.replace("{id}", release.id().toString())
                        .replace("{slug}", slug)
                        .replace("{language}", language))
                .orElseGet(() -> absolute("/v1/press-releases/" + slug));
    }
}

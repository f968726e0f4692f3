package org.communique.representation.format;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** What feeds and structured data say of the publisher and of the pages where the releases are read. */
@ConfigMapping(prefix = "communique")
public interface SiteConfig {
    /** The canonical page of a release, with {@code {id}}, {@code {slug}} and {@code {language}}; the API's own address without. */
    Optional<String> siteUrlTemplate();

    Publisher publisher();

    /** Who may do what with the texts, in words. */
    Optional<String> rights();

    /** The licence of the texts. */
    Optional<URI> license();

    interface Publisher {
        @WithDefault("Press office")
        String name();

        Optional<URI> url();

        Optional<URI> logo();
    }
}

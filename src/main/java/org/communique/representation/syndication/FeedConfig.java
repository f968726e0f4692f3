package org.communique.representation.syndication;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a document of a feed holds: the one to poll, and each of its archives. */
@ConfigMapping(prefix = "communique.feed")
interface FeedConfig {
    /** Entries, removals among them. */
    @WithDefault("500")
    int entries();

    /** Bytes before compression; a document whose one entry is longer has more. */
    @WithDefault("2000000")
    MemorySize size();
}

package org.communique.search.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Where the index is. */
@ConfigMapping(prefix = "communique.search")
public interface SearchConfig {
    /** The engine. */
    enum Backend {
        LUCENE,
        OPENSEARCH
    }

    /** Lucene keeps the index in the data directory, one for each node; OpenSearch one for all nodes. */
    @WithDefault("lucene")
    Backend backend();

    /** Addresses of OpenSearch such as {@code https://search-1:9200}. */
    Optional<List<String>> hosts();

    /** The user at OpenSearch. */
    Optional<String> username();

    /** The user's password at OpenSearch. */
    Optional<String> password();

    /** What the names of indexes in OpenSearch begin with. */
    @WithDefault("communique")
    String indexPrefix();

    /** Whether a new index is built at start although there is one, which answers until the new one is complete. */
    @WithDefault("false")
    boolean rebuild();
}

package org.communique.search;

/** The engine that the configuration names. */
final class Engines {
    private Engines() {}

    static Engine of(SearchConfig config, IndexDirectory directory) {
        return switch (config.backend()) {
            case LUCENE -> new LuceneEngine(directory.dataDirectory().resolve("search"));
            case OPENSEARCH -> new OpenSearchEngine(config);
        };
    }
}

package org.communique.search;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.communique.http.streaming.LongAnswer;
import org.communique.http.streaming.LongAnswers;
import org.communique.release.document.ReleaseViews;
import org.communique.release.document.SearchableReleases;
import org.communique.release.list.ListSearch;
import org.communique.search.index.Engine;
import org.communique.search.index.SearchConfig;
import org.communique.search.lucene.LuceneEngine;
import org.communique.search.lucene.NamedTerms;
import org.communique.search.lucene.ReadingByLists;
import org.communique.search.opensearch.OpenSearchEngine;
import org.communique.store.DataDirectory;

/** The engine that the configuration names. */
@ApplicationScoped
class Engines {
    @Inject
    SearchConfig config;

    @Inject
    DataDirectory directory;

    @Inject
    ListSearch lists;

    @Inject
    SearchableReleases releases;

    @Inject
    ReleaseViews views;

    @Inject
    NamedTerms names;

    @Inject
    LongAnswers answers;

    @Inject
    RoutingContext request;

    Engine chosen() {
        return switch (config.backend()) {
            case LUCENE ->
                new LuceneEngine(
                        directory.dataDirectory().resolve("search"),
                        new ReadingByLists(lists, releases, this::boundLong, names));
            case OPENSEARCH -> new OpenSearchEngine(config, names);
        };
    }

    /** Long texts are marked for few at a time, as that takes time, memory and a connection to the store. */
    private void boundLong(List<UUID> ids) {
        if (views.areLong(ids)) {
            answers.take(LongAnswer.HIGHLIGHT, request);
        }
    }
}

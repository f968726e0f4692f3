package org.communique.search;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.communique.release.ListSearch;
import org.communique.release.ReleaseViews;
import org.communique.release.SearchableReleases;
import org.communique.sequence.DataDirectory;
import org.communique.web.LongAnswer;
import org.communique.web.LongAnswers;

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

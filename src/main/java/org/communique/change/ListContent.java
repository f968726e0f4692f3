package org.communique.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.Terms;
import org.communique.web.Json;

/** What changed in the JSON list: the document that the change feed answers with, with data. */
@ApplicationScoped
class ListContent implements TopicContent {
    @Inject
    ChangeFeed feed;

    @Override
    public String suffix() {
        return "";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public Optional<Document> show(News news, Snapshot snapshot, Terms terms) {
        Following following = new Following(news.after(), news.filter(), true);
        ChangeFeed.Page page = feed.page(snapshot, terms, following, news.batch());
        return Optional.of(new Document(Json.bytes(page), page.meta().sequence()));
    }
}

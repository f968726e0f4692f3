package org.communique.changefeed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.communique.http.json.Json;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.Terms;

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
        FollowRequest following = new FollowRequest(news.after(), news.filter(), true);
        ChangeFeed.Page page = feed.page(snapshot, terms, following, news.batch());
        return Optional.of(new Document(Json.bytes(page), page.meta().sequence()));
    }
}

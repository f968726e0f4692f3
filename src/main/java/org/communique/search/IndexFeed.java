package org.communique.search;

import java.util.UUID;
import org.communique.search.SearchDocument.Mark;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;

/** Lets one index follow the sequence. */
final class IndexFeed {
    private final SearchMapping mapping;
    private final IndexSource source;
    private final UUID store;
    private long number;

    /** @param number the last one whose change the index has */
    IndexFeed(SearchMapping mapping, IndexSource source, UUID store, long number) {
        this.mapping = mapping;
        this.source = source;
        this.store = store;
        this.number = number;
    }

    SearchMapping mapping() {
        return mapping;
    }

    long number() {
        return number;
    }

    /** Takes over the next changes; says whether there were any. */
    boolean follow() {
        IndexSource.News news = source.after(number);
        if (news.last() == number) {
            return false;
        }
        IndexWriting.replace(mapping, news.releases(), news.languages());
        IndexWriting.mark(mapping, new Mark(store, news.last()));
        number = news.last();
        return true;
    }
}

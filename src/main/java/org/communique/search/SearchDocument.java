package org.communique.search;

import java.util.UUID;
import org.communique.release.SearchableRelease;

/**
 * What the index holds as one document: a text of a release, or the mark that says how far the index has followed the
 * sequence. An original's document knows what the translations say, so that without a language every text is searched
 * and each release is found once.
 */
public final class SearchDocument {
    /** The id of the mark. */
    static final String MARK = "mark";

    public final String id;
    final SearchableRelease release;
    final SearchableRelease.Text text;
    final Mark mark;

    /** How far the index has followed, of which store. */
    record Mark(UUID store, long number) {}

    private SearchDocument(String id, SearchableRelease release, SearchableRelease.Text text, Mark mark) {
        this.id = id;
        this.release = release;
        this.text = text;
        this.mark = mark;
    }

    static SearchDocument of(SearchableRelease release, SearchableRelease.Text text) {
        return new SearchDocument(id(release.id(), text.language()), release, text, null);
    }

    static SearchDocument of(Mark mark) {
        return new SearchDocument(MARK, null, null, mark);
    }

    static String id(UUID release, String language) {
        return release + "/" + language;
    }

    /** The release that a document is of, by its id. */
    static UUID release(String id) {
        return UUID.fromString(id.substring(0, id.indexOf('/')));
    }

    /** The language of a document's text, by its id. */
    static String language(String id) {
        return id.substring(id.indexOf('/') + 1);
    }
}

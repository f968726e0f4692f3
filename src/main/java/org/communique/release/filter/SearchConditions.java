package org.communique.release.filter;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A filter as conditions on the documents of a search engine. A field that is not named here has the name of the parameter or
 * facet that it serves.
 */
public interface SearchConditions {
    String ID = "id";
    String STATUS = "status";
    String DAY = "day";
    /** In milliseconds since 1970, as {@link #UPDATED_AT} is. */
    String PUBLISHED_AT = "publishedAt";

    String UPDATED_AT = "updatedAt";

    void anyOf(String field, Collection<String> values);

    void noneOf(String field, Collection<String> values);

    /** Whether the field has any value. */
    void present(String field, boolean present);

    void atLeast(String field, Object bound);

    void atMost(String field, Object bound);

    void below(String field, Object bound);

    /** That there is a text in one of the languages, where any are given; and whether the one shown is up to date. */
    void text(List<String> languages, Optional<Boolean> upToDate);
}

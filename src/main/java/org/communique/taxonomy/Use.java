package org.communique.taxonomy;

import org.communique.web.Query;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many press releases carry a term, and where they are. */
@Schema(name = "TermUse")
public record Use(long count, String href) {
    static Use of(TermRecord term, long count) {
        return new Use(
                count,
                new Query().add(term.vocabulary().parameter(), term.code()).on("/v1/press-releases"));
    }
}

package org.communique.taxonomy;

import org.communique.http.request.Query;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many press releases carry a term, and where they are. */
@Schema(name = "TermUse")
public record TermUsage(long count, String href) {
    static TermUsage of(TermRecord term, long count) {
        return new TermUsage(
                count,
                new Query().add(term.vocabulary().parameter(), term.code()).on("/v1/press-releases"));
    }
}

package org.communique.taxonomy;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A field of work on the wire. */
@Schema(name = "FieldOfWork")
public record FieldOfWorkView(
        String code,
        String name,
        Map<String, String> names,
        String description,
        Use pressReleases,
        Map<String, String> links) {
    static FieldOfWorkView of(TermRecord term, List<String> languages, Use use) {
        return new FieldOfWorkView(
                term.code(), term.name(languages), term.names(), term.description(), use, TermReads.links(term));
    }
}

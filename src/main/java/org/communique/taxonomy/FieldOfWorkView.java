package org.communique.taxonomy;

import java.time.LocalDate;
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
        LocalDate activeTo,
        String successor,
        TermUsage pressReleases,
        Map<String, String> links) {
    static FieldOfWorkView of(TermRecord term, List<String> languages, TermUsage use) {
        return new FieldOfWorkView(
                term.code(),
                term.name(languages),
                term.names(),
                term.description(),
                term.activeTo(),
                term.successor(),
                use,
                TermReads.links(term));
    }
}

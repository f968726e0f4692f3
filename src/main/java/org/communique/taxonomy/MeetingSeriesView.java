package org.communique.taxonomy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A meeting series on the wire. */
@Schema(name = "MeetingSeries")
public record MeetingSeriesView(
        String code,
        String name,
        Map<String, String> names,
        LocalDate activeTo,
        String successor,
        TermUsage pressReleases,
        Map<String, String> links) {
    static MeetingSeriesView of(TermRecord term, List<String> languages, TermUsage use) {
        return new MeetingSeriesView(
                term.code(),
                term.name(languages),
                term.names(),
                term.activeTo(),
                term.successor(),
                use,
                TermReads.links(term));
    }
}

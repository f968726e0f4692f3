package org.communique.taxonomy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A country on the wire. */
@Schema(name = "Country")
public record CountryView(
        String code,
        String name,
        Map<String, String> names,
        String iso3,
        String group,
        List<Integer> chairpersonships,
        String namingNote,
        LocalDate activeTo,
        String successor,
        TermUsage pressReleases,
        Map<String, String> links) {
    static CountryView of(TermRecord term, List<String> languages, TermUsage use) {
        return new CountryView(
                term.code(),
                term.name(languages),
                term.names(),
                term.iso3(),
                term.group(),
                term.chairpersonships(),
                term.namingNote(),
                term.activeTo(),
                term.successor(),
                use,
                TermReads.links(term));
    }
}

package org.communique.taxonomy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An organizational unit on the wire; in the tree view with the units below it. */
@Schema(name = "OrganizationalUnit")
public record OrganizationalUnitView(
        String code,
        String name,
        Map<String, String> names,
        String type,
        String parent,
        String hostCountry,
        LocalDate activeFrom,
        LocalDate activeTo,
        String successor,
        TermUsage pressReleases,
        Map<String, String> links,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<OrganizationalUnitView> children) {
    static OrganizationalUnitView of(
            TermRecord term, List<String> languages, TermUsage use, List<OrganizationalUnitView> children) {
        return new OrganizationalUnitView(
                term.code(),
                term.name(languages),
                term.names(),
                term.type(),
                term.parent(),
                term.hostCountry(),
                term.activeFrom(),
                term.activeTo(),
                term.successor(),
                use,
                TermReads.links(term),
                children);
    }
}

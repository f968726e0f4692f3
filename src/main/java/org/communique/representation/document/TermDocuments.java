package org.communique.representation.document;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.communique.http.cache.PublicRead;
import org.communique.http.cache.Rendered;
import org.communique.http.json.Json;
import org.communique.representation.format.Format;
import org.communique.representation.format.Site;
import org.communique.taxonomy.TermReads;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;

/** Countries and units as things of schema.org. */
@RequestScoped
class TermDocuments {
    @Inject
    PublicRead reads;

    @Inject
    TermReads terms;

    @Inject
    Site site;

    Response one(UriInfo uri, Vocabulary vocabulary, String code, String suffix) {
        if (Format.bySuffix(suffix, Format.OF_TERMS)
                .filter(Format.JSON_LD::equals)
                .isEmpty()) {
            throw Format.unknown(suffix, Format.OF_TERMS);
        }
        return reads.answer(uri, (snapshot, parameters) -> {
            Terms all = terms.terms(snapshot);
            return terms.one(
                    snapshot,
                    parameters,
                    vocabulary,
                    code,
                    Format.JSON_LD.on(""),
                    (term, languages, use) -> new Rendered(
                            Format.JSON_LD.contentType(),
                            Json.bytes(SchemaOrg.document(
                                    vocabulary == Vocabulary.COUNTRY
                                            ? country(term, languages)
                                            : unit(term, languages, all)))));
        });
    }

    private Members country(TermRecord term, List<String> languages) {
        return named("Country", term, languages)
                .put("identifier", identifiers(term))
                .put("description", term.namingNote());
    }

    private static List<Members> identifiers(TermRecord country) {
        Members alpha2 = identifier("ISO 3166-1 alpha-2", country.code());
        return country.iso3() == null
                ? List.of(alpha2)
                : List.of(alpha2, identifier("ISO 3166-1 alpha-3", country.iso3()));
    }

    private static Members identifier(String scheme, String value) {
        return SchemaOrg.thing("PropertyValue", null).put("propertyID", scheme).put("value", value);
    }

    private Members unit(TermRecord term, List<String> languages, Terms all) {
        return named("Organization", term, languages)
                .put("identifier", term.code())
                .put("foundingDate", term.activeFrom())
                .put("dissolutionDate", term.activeTo())
                .put(
                        "parentOrganization",
                        other("Organization", Vocabulary.ORGANIZATIONAL_UNIT, term.parent(), all, languages))
                .put("location", other("Country", Vocabulary.COUNTRY, term.hostCountry(), all, languages));
    }

    /** With its names in the languages asked for, or in all of them. */
    private Members named(String type, TermRecord term, List<String> languages) {
        List<Members> names = term.names().entrySet().stream()
                .filter(name -> languages.isEmpty() || languages.contains(name.getKey()))
                .map(name -> SchemaOrg.text(name.getKey(), name.getValue()))
                .toList();
        return SchemaOrg.thing(type, site.absolute(term.vocabulary().path(term.code())))
                .put("name", names.isEmpty() ? term.name(languages) : names);
    }

    private Members other(String type, Vocabulary vocabulary, String code, Terms all, List<String> languages) {
        return Optional.ofNullable(code)
                .map(given -> SchemaOrg.thing(type, site.absolute(vocabulary.path(given)))
                        .put("name", all.name(vocabulary, given, languages)))
                .orElse(null);
    }
}

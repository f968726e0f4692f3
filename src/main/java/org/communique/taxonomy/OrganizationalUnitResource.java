package org.communique.taxonomy;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.communique.sequence.Snapshot;
import org.communique.value.LanguageTag;
import org.communique.web.Cursor;
import org.communique.web.Fault;
import org.communique.web.Items;
import org.communique.web.Languages;
import org.communique.web.Links;
import org.communique.web.Parameters;
import org.communique.web.Query;
import org.communique.web.Reads;
import org.communique.web.Reply;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/organizational-units")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Vocabularies")
public class OrganizationalUnitResource {
    @Inject
    Reads reads;

    @Inject
    TermReads terms;

    /** The collection on the wire. */
    @Schema(name = "OrganizationalUnitList")
    public record Listing(List<OrganizationalUnitView> data, Items.Meta meta, Map<String, String> links) {}

    @GET
    @Operation(
            operationId = "listOrganizationalUnits",
            summary = "List the organizational units",
            description =
                    "All units, or those of a type, in order of their codes, each with the number of press releases that it is a source of. With limit, in pages; with view=tree, as a tree.")
    @Extension(name = "x-parameters", value = "unitType,unitView,termName,lang,termLimit,cursor")
    @APIResponseSchema(Listing.class)
    public Response list(@Context UriInfo uri) {
        return reads.answer(uri, (snapshot, parameters) -> {
            boolean tree = parameters
                    .choice("view", List.of("list", "tree"))
                    .filter("tree"::equals)
                    .isPresent();
            Optional<Cursor> cursor = parameters.cursor(List.of("type", "name", "lang"));
            List<String> types = TermReads.kept(parameters, "type", OrganizationalUnit.TYPES);
            return tree
                    ? tree(snapshot, parameters)
                    : terms.list(
                            snapshot,
                            parameters,
                            Vocabulary.ORGANIZATIONAL_UNIT,
                            cursor,
                            new Query().add("type", types),
                            unit -> types.isEmpty() || types.contains(unit.type()),
                            OrganizationalUnitResource::flat);
        });
    }

    @GET
    @Path("/{code}")
    @Operation(
            operationId = "readOrganizationalUnit",
            summary = "Read an organizational unit",
            description = "One organizational unit by its code.")
    @Extension(name = "x-parameters", value = "lang")
    @APIResponseSchema(OrganizationalUnitView.class)
    public Response one(
            @Parameter(description = "The code", example = "secretariat") @PathParam("code") String code,
            @Context UriInfo uri) {
        return reads.answer(
                uri,
                (snapshot, parameters) -> terms.one(
                        snapshot, parameters, Vocabulary.ORGANIZATIONAL_UNIT, code, OrganizationalUnitResource::flat));
    }

    private Reply tree(Snapshot snapshot, Parameters parameters) {
        for (String name : List.of("type", "name", "limit", "cursor")) {
            if (parameters.has(name)) {
                parameters.fault(
                        Fault.query(name, "not-with-tree", "The parameter " + name + " does not go with view=tree."));
            }
        }
        List<String> ranges = Languages.ranges(parameters);
        parameters.done();
        Terms all = terms.terms(snapshot);
        List<OrganizationalUnitView> roots =
                below(all, null, LanguageTag.lookup(ranges), terms.uses(Vocabulary.ORGANIZATIONAL_UNIT));
        Query query = new Query().add("view", "tree").add("lang", ranges.isEmpty() ? null : String.join(",", ranges));
        Links links = new Links(Vocabulary.ORGANIZATIONAL_UNIT.path(), query, new Query());
        links.self();
        return new Reply(
                new Items<>(roots, Items.Meta.of(size(roots), null, null), links.all()),
                snapshot.changedAt(),
                List.of(),
                links.all());
    }

    private static List<OrganizationalUnitView> below(
            Terms all, String parent, List<String> languages, TermReads.Uses uses) {
        return all.below(parent).stream()
                .filter(unit -> unit.mergedInto() == null)
                .map(unit -> OrganizationalUnitView.of(
                        unit, languages, uses.apply(unit), below(all, unit.code(), languages, uses)))
                .toList();
    }

    private static long size(List<OrganizationalUnitView> units) {
        return units.stream().mapToLong(unit -> 1 + size(unit.children())).sum();
    }

    private static OrganizationalUnitView flat(TermRecord unit, List<String> languages, Use use) {
        return OrganizationalUnitView.of(unit, languages, use, null);
    }
}

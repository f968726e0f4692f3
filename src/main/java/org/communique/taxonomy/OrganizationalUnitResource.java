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
import org.communique.http.cache.PublicRead;
import org.communique.http.cache.ReadResult;
import org.communique.http.json.Items;
import org.communique.http.problem.Fault;
import org.communique.http.request.Cursor;
import org.communique.http.request.Languages;
import org.communique.http.request.Links;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.sequence.Snapshot;
import org.communique.value.LanguageTag;
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
    PublicRead reads;

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

    private ReadResult tree(Snapshot snapshot, Parameters parameters) {
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
        return new ReadResult(
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

    private static OrganizationalUnitView flat(TermRecord unit, List<String> languages, TermUsage use) {
        return OrganizationalUnitView.of(unit, languages, use, null);
    }
}

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
import org.communique.http.json.Items;
import org.communique.http.request.Cursor;
import org.communique.http.request.Query;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/countries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Vocabularies")
public class CountryResource {
    @Inject
    PublicRead reads;

    @Inject
    TermReads terms;

    /** The collection on the wire. */
    @Schema(name = "CountryList")
    public record Listing(List<CountryView> data, Items.Meta meta, Map<String, String> links) {}

    @GET
    @Operation(
            operationId = "listCountries",
            summary = "List the countries",
            description =
                    "All countries, or those of a group, in order of their codes, each with the number of its press releases. With limit, in pages.")
    @Extension(name = "x-parameters", value = "group,termName,lang,termLimit,cursor")
    @APIResponseSchema(Listing.class)
    public Response list(@Context UriInfo uri) {
        return reads.answer(uri, (snapshot, parameters) -> {
            Optional<Cursor> cursor = parameters.cursor(List.of("group", "name", "lang"));
            List<String> groups = TermReads.kept(parameters, "group", Country.GROUPS);
            return terms.list(
                    snapshot,
                    parameters,
                    Vocabulary.COUNTRY,
                    cursor,
                    new Query().add("group", groups),
                    country -> groups.isEmpty() || groups.contains(country.group()),
                    CountryView::of);
        });
    }

    @GET
    @Path("/{code}")
    @Operation(
            operationId = "readCountry",
            summary = "Read a country",
            description = "One country by its ISO 3166-1 code.")
    @Extension(name = "x-parameters", value = "lang")
    @APIResponseSchema(CountryView.class)
    public Response one(
            @Parameter(description = "The ISO 3166-1 alpha-2 code in upper case", example = "KZ") @PathParam("code")
                    String code,
            @Context UriInfo uri) {
        return reads.answer(
                uri,
                (snapshot, parameters) -> terms.one(snapshot, parameters, Vocabulary.COUNTRY, code, CountryView::of));
    }
}

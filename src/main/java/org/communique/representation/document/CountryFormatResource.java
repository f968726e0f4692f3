package org.communique.representation.document;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.communique.taxonomy.Vocabulary;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/countries")
@Tag(name = "Vocabularies")
public class CountryFormatResource {
    @Inject
    TermDocuments documents;

    @GET
    @Path("/{code}.{format}")
    @Operation(
            operationId = "readCountryAs",
            summary = "Read a country in another representation",
            description =
                    "One country as a schema.org Country, with its names in all languages and its ISO 3166-1 codes.")
    @Extension(name = "x-parameters", value = "lang")
    @APIResponse(
            responseCode = "200",
            description = "The country",
            content =
                    @Content(
                            mediaType = "application/ld+json",
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "jsonld", ref = "countryThing")))
    public Response one(
            @Parameter(description = "The ISO 3166-1 alpha-2 code in upper case", example = "KZ") @PathParam("code")
                    String code,
            @Parameter(description = "The representation", example = "jsonld") @PathParam("format") String suffix,
            @Context UriInfo uri) {
        return documents.one(uri, Vocabulary.COUNTRY, code, suffix);
    }
}

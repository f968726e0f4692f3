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

@Path("/v1/organizational-units")
@Tag(name = "Vocabularies")
public class OrganizationalUnitFormatResource {
    @Inject
    TermDocuments documents;

    @GET
    @Path("/{code}.{format}")
    @Operation(
            operationId = "readOrganizationalUnitAs",
            summary = "Read an organizational unit in another representation",
            description =
                    "One unit as a schema.org Organization, with its names in all languages, its parent unit and its country.")
    @Extension(name = "x-parameters", value = "lang")
    @APIResponse(
            responseCode = "200",
            description = "The unit",
            content =
                    @Content(
                            mediaType = "application/ld+json",
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "jsonld", ref = "organizationThing")))
    public Response one(
            @Parameter(description = "The code", example = "secretariat") @PathParam("code") String code,
            @Parameter(description = "The representation", example = "jsonld") @PathParam("format") String suffix,
            @Context UriInfo uri) {
        return documents.one(uri, Vocabulary.ORGANIZATIONAL_UNIT, code, suffix);
    }
}

package org.communique.representation.document;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.communique.access.RequiresScope;
import org.communique.access.Scope;
import org.communique.http.problem.ProblemException;
import org.communique.http.request.Languages;
import org.communique.http.request.Parameters;
import org.communique.release.EmbargoedReleases;
import org.communique.representation.format.Format;
import org.communique.value.LanguageTag;
import org.communique.value.Uuids;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/embargoed")
@RequiresScope(Scope.READ_EMBARGOED)
@Tag(name = "Editorial")
public class EmbargoedNinjsResource {
    @Inject
    EmbargoedReleases embargoed;

    @Inject
    Ninjs ninjs;

    @GET
    @Path("/{id}.ninjs")
    @Operation(
            operationId = "readEmbargoedAsNinjs",
            summary = "Read an embargoed release as ninjs",
            description =
                    "The release as it will be published, as an IPTC ninjs 3.1 news object. embargoedUntil is the instant at which it is published.")
    @Extension(name = "x-parameters", value = "lang")
    @APIResponse(
            responseCode = "200",
            description = "The news object",
            content =
                    @Content(
                            mediaType = "application/vnd.iptc.ninjs+json",
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "ninjs", ref = "ninjs")))
    public Response one(
            @Parameter(description = "The UUID", example = "01a20c38-231e-70cd-87ca-20e230ad25c2") @PathParam("id")
                    String id,
            @Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        List<String> languages = LanguageTag.lookup(Languages.ranges(parameters));
        parameters.done();
        UUID release = Uuids.parse(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no embargoed press release \"" + Parameters.shown(id) + "\"."));
        EmbargoedReleases.Embargoed found = embargoed.find(release, languages);
        return Response.ok(ninjs.write(found.release(), found.publishAt()), Format.NINJS.contentType())
                .build();
    }
}

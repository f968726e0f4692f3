package org.communique.contract;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import org.communique.http.json.Json;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The pages that the {@code type} of a problem points at. */
@Path("/problems")
@Tag(name = "Service")
public class ProblemResource {
    /** What a problem means and what to do about it. */
    @Schema(name = "ProblemMeaning")
    public record Meaning(String type, int status, String title, String meaning, String remedy) {
        static Meaning of(ProblemType type) {
            return new Meaning(type.path(), type.status(), type.title(), type.meaning(), type.remedy());
        }
    }

    /** All problem types. */
    @Schema(name = "ProblemMeanings")
    public record Meanings(List<Meaning> data) {}

    @Inject
    Pages pages;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listProblems",
            summary = "List the problem types",
            description = "Every problem type, with its meaning and its remedy.")
    @APIResponse(
            responseCode = "200",
            description = "The problem types",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = Meanings.class),
                            examples = @ExampleObject(name = "problems", ref = "problems")))
    public Response list(@Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        return Response.ok(Json.bytes(new Meanings(
                        Arrays.stream(ProblemType.values()).map(Meaning::of).toList())))
                .build();
    }

    @GET
    @Path("/{slug}")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    @Operation(
            operationId = "readProblem",
            summary = "Explain a problem type",
            description = "The meaning of a problem type and what to do about it, as JSON or, for browsers, as HTML.")
    @APIResponse(
            responseCode = "200",
            description = "The problem type",
            content = {
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = Meaning.class),
                        examples = @ExampleObject(name = "problem", ref = "problem")),
                @Content(mediaType = "text/html", schema = @Schema(type = SchemaType.STRING))
            })
    public Response one(
            @Parameter(description = "The last path segment of the type", example = "not-found") @PathParam("slug")
                    String slug,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        Meaning meaning = ProblemType.bySlug(slug)
                .map(Meaning::of)
                .orElseThrow(() ->
                        ProblemException.notFound("There is no problem type \"" + Parameters.shown(slug) + "\"."));
        boolean html = headers.getAcceptableMediaTypes().get(0).isCompatible(MediaType.TEXT_HTML_TYPE)
                && !headers.getAcceptableMediaTypes().get(0).isWildcardType();
        Response.ResponseBuilder response = html
                ? Response.ok(pages.problem(meaning), "text/html;charset=UTF-8")
                : Response.ok(Json.bytes(meaning), MediaType.APPLICATION_JSON);
        return response.header(HttpHeaders.VARY, "Accept").build();
    }
}

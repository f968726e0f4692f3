package org.communique.representation.document;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.communique.http.cache.PublicRead;
import org.communique.http.cache.Rendered;
import org.communique.release.ReadRelease;
import org.communique.release.document.ReleaseView;
import org.communique.representation.format.Format;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(ReleaseView.PATH)
@Tag(name = "Press releases")
public class ReleaseFormatResource {
    @Inject
    PublicRead reads;

    @Inject
    ReadRelease releases;

    @Inject
    @All
    List<ReleaseWriter> writers;

    @GET
    @Path("/{id}.{format}")
    @Operation(
            operationId = "readPressReleaseAs",
            summary = "Read a press release in another representation",
            description =
                    "The press release as a schema.org NewsArticle (jsonld), as an IPTC ninjs 3.1 news object (ninjs), or as plain text with dateline, contacts and source (txt).")
    @Extension(name = "x-parameters", value = "lang,asOf")
    @APIResponse(
            responseCode = "200",
            description = "The press release",
            content = {
                @Content(
                        mediaType = "application/ld+json",
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = @ExampleObject(name = "jsonld", ref = "newsArticle")),
                @Content(
                        mediaType = "application/vnd.iptc.ninjs+json",
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = @ExampleObject(name = "ninjs", ref = "ninjs")),
                @Content(
                        mediaType = "text/plain",
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "txt", ref = "releaseText"))
            })
    public Response one(
            @Parameter(
                            description = "The UUID, or a current or former slug",
                            example = "5b1c0f6e-0001-4a7e-9c21-3d2f8a6b0001")
                    @PathParam("id")
                    String id,
            @Parameter(description = "The representation", example = "jsonld") @PathParam("format") String suffix,
            @Context UriInfo uri) {
        ReleaseWriter writer = writers.stream()
                .filter(one -> one.format().suffix().equals(suffix))
                .findFirst()
                .orElseThrow(() -> Format.unknown(suffix, Format.OF_RELEASES));
        return reads.answer(
                uri,
                (snapshot, parameters) -> releases.read(
                        snapshot,
                        parameters,
                        id,
                        writer.format().on(""),
                        release -> new Rendered(writer.format().contentType(), writer.write(release))));
    }
}

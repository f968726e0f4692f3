package org.communique.archive.export;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.communique.archive.job.ImportResource;
import org.communique.http.cache.PublicRead;
import org.communique.http.cache.ReadResult;
import org.communique.http.streaming.Download;
import org.communique.http.streaming.LongAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/exports/archive.ndjson")
@Tag(name = "Archives")
public class ExportResource {
    @Inject
    ArchiveExporter exporter;

    @Inject
    PublicRead reads;

    @GET
    @Blocking
    @Operation(
            operationId = "exportArchive",
            summary = "Export the archive",
            description =
                    "Everything that is public, in the archive format, in one snapshot; Communique-Sequence has its sequence number. Importing the archive into an empty store and exporting that store gives the same bytes. The number of open exports is limited, overall and for each key or address: beyond that, the response is 503 or 429 with Retry-After.")
    @APIResponse(
            responseCode = "200",
            description = "The archive",
            content =
                    @Content(
                            mediaType = ImportResource.NDJSON,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "archive", ref = "archive")))
    public Uni<Response> archive(@Context UriInfo uri) {
        return reads.download(uri, LongAnswer.EXPORT, (snapshot, parameters) -> {
            parameters.done();
            return ReadResult.of(
                    new Download(ImportResource.NDJSON, "archive", out -> exporter.write(out, snapshot)),
                    snapshot.changedAt());
        });
    }
}

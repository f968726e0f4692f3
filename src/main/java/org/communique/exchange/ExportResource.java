package org.communique.exchange;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.file.Files;
import org.communique.value.PrivateFiles;
import org.communique.web.Parameters;
import org.communique.web.Reads;
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
    ExchangeConfig config;

    @GET
    @Produces(ImportResource.NDJSON)
    @Operation(
            operationId = "exportArchive",
            summary = "Export the archive",
            description =
                    "All that is public in the archive format, in one snapshot whose number is in Communique-Sequence. Importing it into an empty store and exporting that gives the same bytes.")
    @APIResponse(
            responseCode = "200",
            description = "The archive",
            content =
                    @Content(
                            mediaType = ImportResource.NDJSON,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "archive", ref = "archive")))
    public Response archive(@Context UriInfo uri) throws IOException {
        new Parameters(uri.getQueryParameters()).done();
        PrivateFiles.directory(config.dataDirectory());
        java.nio.file.Path file = Files.createTempFile(config.dataDirectory(), "export-", ".ndjson");
        try {
            long number = exporter.write(file);
            long size = Files.size(file);
            StreamingOutput body = out -> {
                try {
                    Files.copy(file, out);
                } finally {
                    Files.deleteIfExists(file);
                }
            };
            return Response.ok(body)
                    .header(HttpHeaders.CONTENT_LENGTH, size)
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .header(Reads.SEQUENCE, number)
                    .build();
        } catch (RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }
}

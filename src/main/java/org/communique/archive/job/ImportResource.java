package org.communique.archive.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.communique.access.Audit;
import org.communique.access.CurrentCaller;
import org.communique.access.IdempotentWrites;
import org.communique.access.IdempotentWrites.WriteResult;
import org.communique.access.RequiresScope;
import org.communique.access.Scope;
import org.communique.archive.importer.ImportOptions;
import org.communique.archive.importer.UnknownTerms;
import org.communique.cluster.NodeRegistry;
import org.communique.http.HttpConfig;
import org.communique.http.headers.PrivateReply;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.value.Uuids;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(ImportView.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.IMPORT)
@Tag(name = "Archives")
public class ImportResource {
    public static final String NDJSON = "application/x-ndjson";

    @Inject
    ImportSpool spool;

    @Inject
    ImportRunner runner;

    @Inject
    NodeRegistry nodes;

    @Inject
    IdempotentWrites writes;

    @Inject
    CurrentCaller caller;

    @Inject
    RoutingContext request;

    @Inject
    Audit audit;

    @Inject
    HttpConfig config;

    @Inject
    Clock clock;

    @POST
    @Consumes(NDJSON)
    @Operation(
            operationId = "importArchive",
            summary = "Import an archive",
            description =
                    "Accepts an archive with one JSON object on each line, and imports it in the background: terms and press releases are created, changed or left unchanged. An invalid line is reported, and the import continues. Sending the same archive again changes nothing. If the service stops during an import, the import resumes at the next start. A dry run checks each line as the import would and counts what it would do. It compares a line with the store, with the terms of all earlier lines, and with the releases of the same batch of lines, so a release or slug that occurs twice in the archive may be counted as new twice. Imports of the same key run one after another; those of different keys take turns. The body may be compressed with Content-Encoding: gzip. The response is 413 if it has too many bytes or lines, or if its compression ratio is too high.")
    @Extension(name = "x-parameters", value = "announce,dryRun,unknownTerms")
    @RequestBody(
            required = true,
            description = "The archive",
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "archive", ref = "archive")))
    @APIResponse(
            responseCode = "202",
            description = "The archive was received and is being imported",
            headers = @Header(name = "Location", ref = "Location"),
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ImportView.class),
                            examples = @ExampleObject(name = "import", ref = "import")))
    public Response create(InputStream archive, @Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        ImportOptions options = new ImportOptions(
                parameters.flag("announce").orElse(true),
                parameters.flag("dryRun").orElse(false),
                parameters
                        .choice("unknownTerms", UnknownTerms.WIRE)
                        .map(UnknownTerms::of)
                        .orElse(UnknownTerms.REJECT));
        parameters.done();
        UUID id = Uuids.version7(clock.instant());
        ImportSpool.Spooled spooled = spool.put(
                id, archive, String.join(", ", request.request().headers().getAll(HttpHeaders.CONTENT_ENCODING)));
        boolean[] isNew = new boolean[1];
        try {
            Response answer = writes.post(spooled.hash(), () -> {
                isNew[0] = true;
                return accept(id, options, spooled.bytes());
            });
            if (isNew[0]) {
                runner.start(id, caller.get().id());
            }
            return answer;
        } finally {
            if (!isNew[0]) {
                spool.discard(spooled.file());
            }
        }
    }

    private WriteResult accept(UUID id, ImportOptions options, long bytes) {
        ImportJob job = ImportJob.start(id, nodes.own(), caller.get().id(), options, bytes, clock.instant());
        audit.record(caller.get(), "import.start", subject(id), null, job.status);
        return new WriteResult(202, ImportView.of(job), null, config.absolute(ImportView.PATH + "/" + id), null, false);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "readImport",
            summary = "Read the progress of an import",
            description =
                    "The status of the import, how much of it is done, its rate and the estimated time left, the counts so far, and the first thousand errors with their line numbers.")
    @APIResponseSchema(ImportView.class)
    public Response one(
            @Parameter(
                            description = "The id of the import, from its Location header",
                            example = "018f2b5e-7c1a-7d20-9f3b-6a5d4c3b2a10")
                    @PathParam("id")
                    String id,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = known(id);
        return QuarkusTransaction.requiringNew()
                .call(() -> ImportJob.<ImportJob>findByIdOptional(known)
                        .map(job -> PrivateReply.ok(ImportView.of(job)))
                        .orElseThrow(() -> unknown(id)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "cancelImport",
            summary = "Cancel an import",
            description =
                    "Ends an import that is waiting or running. After the response nothing more of it is written. What has been imported stays and is counted; the archive is deleted. Any key that may read the import may cancel it; doing so again gets the same response. The response is 409 if the import has completed or failed.")
    @APIResponseSchema(value = ImportView.class, responseDescription = "The cancelled import")
    public Response cancel(
            @Parameter(
                            description = "The id of the import, from its Location header",
                            example = "018f2b5e-7c1a-7d20-9f3b-6a5d4c3b2a10")
                    @PathParam("id")
                    String id,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        UUID known = known(id);
        Response answer = writes.once(() -> cancelled(known));
        runner.discard(known);
        return answer;
    }

    private WriteResult cancelled(UUID id) {
        ImportJob job = ImportJob.locked(id);
        if (job == null) {
            throw unknown(id.toString());
        }
        if (job.isToGoOn()) {
            audit.record(caller.get(), "import.cancel", subject(id), job.status, ImportJob.CANCELLED);
            job.end(ImportJob.CANCELLED, "It was cancelled; what was already imported stays.", clock.instant());
        } else if (!job.isCancelled()) {
            throw new ProblemException(ProblemType.ILLEGAL_MOVE, "The import has already " + job.status + ".")
                    .with("moves", List.of());
        }
        return new WriteResult(200, ImportView.of(job), null, null, null, false);
    }

    private static Audit.Subject subject(UUID id) {
        return new Audit.Subject("import", id.toString());
    }

    private static UUID known(String id) {
        return Uuids.parse(id).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound("There is no import \"" + Parameters.shown(id) + "\".");
    }
}

package org.communique.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import org.communique.web.Reads;
import org.communique.web.Reply;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/search/status")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
public class SearchStatusResource {
    @Inject
    Reads reads;

    @Inject
    SearchIndex index;

    @Inject
    SearchConfig config;

    /**
     * How far the index is.
     *
     * @param sequence the number whose change can be found; null while the index is built
     * @param progress of the build; null once it is ready
     */
    @Schema(name = "SearchStatus")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Status(
            @Schema(enumeration = {"ready", "building"}) String status,
            @Schema(enumeration = {"lucene", "opensearch"}) String backend,
            Long sequence,
            Building progress) {}

    /**
     * How far a build is.
     *
     * @param percent from 0 to 100
     * @param done releases that are in the index
     * @param rate releases a second
     */
    @Schema(name = "SearchProgress")
    public record Building(int percent, long done, long total, long rate) {}

    @GET
    @Operation(
            operationId = "readSearchStatus",
            summary = "Read the status of the search",
            description =
                    "Whether searches and facets are answered, and up to which number of the sequence; while the index is built, how far it is.")
    @APIResponseSchema(Status.class)
    public Response status(@Context UriInfo uri) {
        return reads.answer(uri, (snapshot, parameters) -> {
            parameters.done();
            String backend = config.backend().name().toLowerCase(Locale.ROOT);
            long number = index.number();
            SearchIndex.Progress progress = index.progress();
            Status status = number >= 0
                    ? new Status("ready", backend, number, null)
                    : new Status(
                            "building",
                            backend,
                            null,
                            new Building(progress.percent(), progress.done(), progress.total(), progress.rate()));
            return Reply.of(status, snapshot.changedAt());
        });
    }
}

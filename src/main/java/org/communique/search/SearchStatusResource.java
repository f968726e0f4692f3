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
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.communique.cluster.Follower.Standstill;
import org.communique.http.cache.PublicRead;
import org.communique.http.cache.ReadResult;
import org.communique.search.index.SearchConfig;
import org.communique.search.index.SearchIndex;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/search/status")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
public class SearchStatusResource {
    @Inject
    PublicRead reads;

    @Inject
    SearchIndex index;

    @Inject
    SearchConfig config;

    /**
     * How far the index is.
     *
     * @param status "ready" where everything up to the present can be found; else the index is being built, or
     *     {@code standstill} says why it does not go on
     * @param sequence the number whose change can be found; null while nothing can
     * @param progress of the build; null where there is none
     * @param standstill null while the index follows the sequence
     */
    @Schema(name = "SearchStatus")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Status(
            @Schema(enumeration = {"ready", "building"}) String status,

            @Schema(enumeration = {"lucene", "opensearch"}) String backend,
            Long sequence,
            Building progress,
            Standing standstill) {}

    /**
     * How far a build is.
     *
     * @param percent from 0 to 100
     * @param done releases that are in the index
     * @param rate releases a second
     */
    @Schema(name = "SearchProgress")
    public record Building(int percent, long done, long total, long rate) {
        static Building of(SearchIndex.Progress progress) {
            return new Building(progress.percent(), progress.done(), progress.total(), progress.rate());
        }
    }

    /**
     * Why the index does not follow the sequence.
     *
     * @param behind changes that cannot be found yet
     * @param reason in words, such as "the disk is full"
     */
    @Schema(name = "SearchStandstill")
    public record Standing(Instant since, String reason, long behind) {}

    @GET
    @Operation(
            operationId = "readSearchStatus",
            summary = "Read the status of the search",
            description =
                    "Whether search and facets are available, and up to which sequence number the index is current; while the index is being built, its progress; if it cannot be updated, since when, why and how many changes it is behind.")
    @APIResponseSchema(Status.class)
    public Response status(@Context UriInfo uri) {
        return reads.stored(uri, (snapshot, parameters) -> {
            parameters.done();
            String backend = config.backend().name().toLowerCase(Locale.ROOT);
            long number = index.number();
            Optional<Standstill> standstill = index.standstill();
            boolean built = number >= 0;
            Status status = new Status(
                    built && standstill.isEmpty() ? "ready" : "building",
                    backend,
                    built ? number : null,
                    built ? null : Building.of(index.progress()),
                    standstill
                            .map(still -> new Standing(
                                    still.since(), still.reason(), snapshot.number() - Math.max(0, number)))
                            .orElse(null));
            return ReadResult.of(status, snapshot.changedAt());
        });
    }
}

package org.communique.changefeed;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.communique.http.cache.PublicRead;
import org.communique.http.cache.ReadResult;
import org.communique.http.request.Parameters;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.list.ReleaseIds;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/press-releases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Following")
public class DigestResource {
    @Inject
    PublicRead reads;

    @Inject
    TermCache cache;

    @Inject
    ReleaseIds ids;

    @GET
    @Path("/digest")
    @Operation(
            operationId = "readDigest",
            summary = "Read the digest of a list",
            description =
                    "The number and a hash of the releases that match the filter, in total and for each month, so that a client can verify its copy and find the months that differ. Each hash is the SHA-256, in hexadecimal, of the lines \"id revision\", sorted by id and each ended by a line feed.")
    @Extension(name = "x-parameters", value = "releaseFilter")
    @APIResponseSchema(DigestView.class)
    public Response digest(@Context UriInfo uri) {
        return reads.answer(uri, this::read);
    }

    private ReadResult read(Snapshot snapshot, Parameters parameters) {
        Terms terms = cache.at(snapshot);
        ReleaseFilter filter = ReleaseFilter.parse(parameters, terms);
        ChangeFilter.rejectSearch(parameters);
        parameters.done();
        ChangeFilter.rejectMerged(filter, terms);
        return ReadResult.of(DigestView.of(snapshot, ids.marks(filter, terms)), snapshot.changedAt());
    }
}

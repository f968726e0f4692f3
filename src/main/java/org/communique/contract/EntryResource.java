package org.communique.contract;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.communique.http.cache.PublicRead;
import org.communique.http.cache.ReadResult;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/")
@Tag(name = "Service")
public class EntryResource {
    private static final Map<String, String> COLLECTIONS = ordered(
            "pressReleases", "/v1/press-releases",
            "fieldsOfWork", "/v1/fields-of-work",
            "countries", "/v1/countries",
            "organizationalUnits", "/v1/organizational-units",
            "meetingSeries", "/v1/meeting-series",
            "navigation", "/v1/navigation",
            "changes", "/v1/changes");
    private static final Map<String, String> REPRESENTATIONS = ordered(
            "json", "application/json",
            "ndjson", "application/x-ndjson",
            "csv", "text/csv",
            "atom", "application/atom+xml",
            "rss", "application/rss+xml",
            "jsonfeed", "application/feed+json",
            "jsonld", "application/ld+json",
            "ninjs", "application/vnd.iptc.ninjs+json",
            "txt", "text/plain");
    private static final Map<String, String> DOCUMENTS = ordered(
            "openapi", "/q/openapi",
            "reference", "/q/swagger-ui",
            "problems", "/problems",
            "sitemap", "/sitemap.xml",
            "digest", "/v1/press-releases/digest");
    private static final Map<String, String> LINKS = ordered(
            "self",
            "/v1",
            "suggestions",
            "/v1/suggestions",
            "searchStatus",
            "/v1/search/status",
            "changeStream",
            "/v1/changes/stream",
            "hub",
            "/hub");

    @Inject
    PublicRead reads;

    @Inject
    Pages pages;

    /** Where everything is. */
    @Schema(name = "Entry")
    public record Entry(
            String name,
            Map<String, String> collections,
            Map<String, String> representations,
            Map<String, String> documents,
            Map<String, String> links) {}

    @GET
    @Path("v1")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "readEntry",
            summary = "Read the entry document",
            description = "The addresses of all collections, representations and documents of the service.")
    @APIResponseSchema(Entry.class)
    public Response entry(@Context UriInfo uri) {
        return reads.answer(uri, (snapshot, parameters) -> {
            parameters.done();
            return ReadResult.of(
                    new Entry("Communiqué", COLLECTIONS, REPRESENTATIONS, DOCUMENTS, LINKS), snapshot.changedAt());
        });
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page() {
        return Response.ok(pages.start(), "text/html;charset=UTF-8").build();
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}

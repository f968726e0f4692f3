package org.communique.representation.syndication;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.communique.http.cache.PublicRead;
import org.communique.http.streaming.LongAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/")
@Tag(name = "Service")
public class SitemapResource {
    @Inject
    PublicRead reads;

    @Inject
    Sitemaps sitemaps;

    @GET
    @Blocking
    @Path("sitemap.xml")
    @Operation(
            operationId = "readSitemapIndex",
            summary = "Read the sitemap index",
            description =
                    "The parts of the sitemap (sitemaps.org), one or more for each year, with the time of the last change in each.")
    @APIResponse(
            responseCode = "200",
            description = "The index",
            content =
                    @Content(
                            mediaType = Sitemaps.XML,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "sitemapIndex", ref = "sitemapIndex")))
    public Uni<Response> index(@Context UriInfo uri) {
        return reads.download(uri, LongAnswer.DOWNLOAD, sitemaps::index);
    }

    @GET
    @Blocking
    @Path("sitemap-{year: \\d{4}}-{part: \\d{1,6}}.xml")
    @Operation(
            operationId = "readSitemap",
            summary = "Read a part of the sitemap",
            description =
                    "The pages of a year's releases in every language, each with its translations (hreflang) and the time of its last change. Withdrawn releases are left out.")
    @APIResponse(
            responseCode = "200",
            description = "The part",
            content =
                    @Content(
                            mediaType = Sitemaps.XML,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "sitemap", ref = "sitemap")))
    public Uni<Response> part(
            @Parameter(description = "The year of date", example = "2010") @PathParam("year") int year,
            @Parameter(description = "The number of the part within the year", example = "1") @PathParam("part")
                    int part,
            @Context UriInfo uri) {
        return reads.download(
                uri, LongAnswer.DOWNLOAD, (snapshot, parameters) -> sitemaps.part(snapshot, parameters, year, part));
    }
}

package org.communique.representation;

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
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/press-releases.{format}")
@Tag(name = "Press releases")
public class FormatResource {
    @Inject
    PublicRead reads;

    @Inject
    ListFormats formats;

    @GET
    @Blocking
    @Operation(
            operationId = "listPressReleasesAs",
            summary = "List press releases in another representation",
            description = """
                    The same collection as the JSON list, in another representation.

                    Feeds (atom, rss, jsonfeed): with limit, sort, page or cursor, that page of the list. Without them, the document to poll (RFC 5005): the newest changes and removals of the last 90 days, each release once, newest first. It holds at most 500 changes, a document at most 2 MB (both configurable), and next leads to the rest. Releases that were imported with announce=false are not in it. prev-archive leads to the months of date, the present one included, in documents with the same limits. To get every release of the filter once, follow prev-archive alone, or next where there is one and otherwise prev-archive (next_url in JSON Feed). A reader that missed more than 500 changes reads that chain. fh:archive marks the months that are over. Entries are identified by urn:uuid and their id; a withdrawn release says so in its title and before its body. A removed release is an at:deleted-entry (RFC 6721) in Atom and is simply absent in RSS.

                    JSON Feed has an extension, _communique: of the feed { about, updated, archive (whether it is a month that is over), links (by relation), rights, license, tombstones [{ id, at, reason }] }, where id is that of an item to remove; of an item { href, revision, status, withdrawal { reason, at }, and the codes of its sources, fieldsOfWork, countries and meetings }.

                    Downloads (ndjson, csv): without limit the whole list, or all of it from a cursor on. A CSV cell that a spreadsheet would take for a formula begins with an apostrophe, and lists in a cell are separated by |. The number of open downloads is limited, overall and for each key or address: beyond that, 503 or 429 with Retry-After.

                    jsonld is a page of schema.org NewsArticles. view applies to downloads and jsonld, fields to downloads, archive and before to feeds.""")
    @Extension(name = "x-parameters", value = "releaseFilter,q,qIn,sort,limit,cursor,page,view,fields,archive,before")
    @APIResponse(
            responseCode = "200",
            description = "The list",
            content = {
                @Content(
                        mediaType = "application/atom+xml",
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "atom", ref = "atom")),
                @Content(
                        mediaType = "application/rss+xml",
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "rss", ref = "rss")),
                @Content(
                        mediaType = "application/feed+json",
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = @ExampleObject(name = "jsonFeed", ref = "jsonFeed")),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "ndjson", ref = "ndjson")),
                @Content(
                        mediaType = "text/csv",
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "csv", ref = "csv")),
                @Content(
                        mediaType = "application/ld+json",
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = @ExampleObject(name = "jsonld", ref = "newsArticles"))
            })
    public Uni<Response> list(
            @Parameter(description = "The representation", example = "atom") @PathParam("format") String suffix,
            @Context UriInfo uri) {
        return formats.isDownload(suffix)
                ? reads.download(uri, LongAnswer.DOWNLOAD, formats.by(suffix))
                : Uni.createFrom().item(reads.answer(uri, formats.by(suffix)));
    }
}

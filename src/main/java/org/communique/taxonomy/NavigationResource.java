package org.communique.taxonomy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.communique.http.cache.PublicRead;
import org.communique.http.cache.ReadResult;
import org.communique.http.json.Items;
import org.communique.http.json.Json;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/navigation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Service")
public class NavigationResource {
    private static final String PATH = "/v1/navigation";
    private static final List<Node> MENU = read();

    @Inject
    PublicRead reads;

    /** One entry of the menu. */
    @Schema(name = "NavigationNode")
    public record Node(
            String label,
            String href,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<Node> children) {
        private long size() {
            return 1
                    + (children == null
                            ? 0
                            : children.stream().mapToLong(Node::size).sum());
        }
    }

    /** The menu on the wire. */
    @Schema(name = "Navigation")
    public record Menu(List<Node> data, Items.Meta meta, Map<String, String> links) {}

    @GET
    @Operation(
            operationId = "readNavigation",
            summary = "Read the navigation",
            description =
                    "The menu of the press office's website as a tree. Each entry links to a resource of this service.")
    @APIResponseSchema(Menu.class)
    public Response menu(@Context UriInfo uri) {
        return reads.answer(uri, (snapshot, parameters) -> {
            parameters.done();
            long total = MENU.stream().mapToLong(Node::size).sum();
            return ReadResult.of(
                    new Menu(MENU, Items.Meta.of(total, null, null), Map.of("self", PATH)), snapshot.termChangedAt());
        });
    }

    private static List<Node> read() {
        try (InputStream in = NavigationResource.class.getResourceAsStream("/reference/navigation.json")) {
            return Json.mapper().readValue(in, new TypeReference<>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

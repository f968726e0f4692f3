package org.communique.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.communique.http.headers.PrivateReply;
import org.communique.http.json.Bodies;
import org.communique.http.json.Items;
import org.communique.http.request.Parameters;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(ApiKeyView.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.ADMIN)
@Tag(name = "Administration")
public class ApiKeyResource {
    private static final String ID = "01a20c38-231e-40cd-87ca-20e230ad25c2";

    @Inject
    ApiKeys keys;

    @Inject
    IdempotentWrites writes;

    @Inject
    CurrentCaller caller;

    /** The collection on the wire. */
    @Schema(name = "ApiKeyList")
    public record Listing(List<ApiKeyView> data, Items.Meta meta, Map<String, String> links) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createApiKey",
            summary = "Create an API key",
            description = "Creates a key from {name, scopes, expiresAt}. Its secret is shown in this response only.")
    @Extension(name = "x-body", value = "apiKey")
    @APIResponseSchema(value = ApiKeyView.class, responseCode = "201")
    public Response create(InputStream body, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        byte[] bytes = Bodies.read(body);
        return writes.post(bytes, () -> keys.create(caller.get(), Bodies.object(bytes)));
    }

    @GET
    @Operation(
            operationId = "listApiKeys",
            summary = "List the API keys",
            description = "All keys, including revoked ones, without their secrets.")
    @APIResponseSchema(Listing.class)
    public Response list(@Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        return QuarkusTransaction.requiringNew().call(() -> {
            List<ApiKeyView> all = ApiKey.<ApiKey>list("order by createdAt, id").stream()
                    .map(key -> ApiKeyView.of(key, null))
                    .toList();
            return PrivateReply.ok(
                    new Listing(all, Items.Meta.of(all.size(), null, null), Map.of("self", ApiKeyView.PATH)));
        });
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "readApiKey", summary = "Read an API key", description = "One key without its secret.")
    @APIResponseSchema(ApiKeyView.class)
    public Response one(
            @Parameter(description = "The key's id", example = ID) @PathParam("id") String id, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        return QuarkusTransaction.requiringNew().call(() -> PrivateReply.ok(ApiKeyView.of(ApiKeys.find(id), null)));
    }

    @POST
    @Path("/{id}/rotate")
    @Operation(
            operationId = "rotateApiKey",
            summary = "Rotate an API key's secret",
            description = "Gives the key a new secret. The old secret keeps working until previousSecretUntil.")
    @APIResponseSchema(ApiKeyView.class)
    public Response rotate(
            @Parameter(description = "The key's id", example = ID) @PathParam("id") String id,
            InputStream body,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        return writes.post(Bodies.read(body), () -> keys.rotate(caller.get(), id));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "revokeApiKey",
            summary = "Revoke an API key",
            description = "The key is rejected from now on. It stays in the list and in the audit log.")
    @APIResponse(responseCode = "204", description = "Revoked")
    public Response revoke(
            @Parameter(description = "The key's id", example = ID) @PathParam("id") String id, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        return writes.once(() -> keys.revoke(caller.get(), id));
    }
}

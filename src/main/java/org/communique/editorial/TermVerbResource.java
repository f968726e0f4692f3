package org.communique.editorial;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.communique.access.CurrentCaller;
import org.communique.access.IdempotentWrites;
import org.communique.access.RequiresScope;
import org.communique.access.Scope;
import org.communique.http.json.Bodies;
import org.communique.http.request.Parameters;
import org.communique.taxonomy.TermRecord;
import org.communique.taxonomy.Vocabulary;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The verbs on terms, the same for all four vocabularies; each has a resource of its own that says which it is. */
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.WRITE_TERMS)
@Tag(name = "Vocabularies")
public abstract class TermVerbResource {
    @Inject
    TermVerbs verbs;

    @Inject
    MergeTerm merge;

    @Inject
    IdempotentWrites writes;

    @Inject
    CurrentCaller caller;

    private final Vocabulary vocabulary;

    TermVerbResource(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @PUT
    @Path("/{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putTerm",
            summary = "Create or replace a term",
            description = "Creates a term, or replaces all of its content, in the archive format.")
    @Extension(name = "x-body", value = "term")
    @APIResponseSchema(value = TermRecord.class, responseCode = "201")
    public Response put(
            @Parameter(description = "The code", example = "policing") @PathParam("code") String code,
            InputStream body,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        byte[] bytes = Bodies.read(body);
        return writes.once(() -> verbs.put(caller.get(), vocabulary, code, Bodies.object(bytes)));
    }

    @DELETE
    @Path("/{code}")
    @Operation(
            operationId = "deleteTerm",
            summary = "Delete a term",
            description =
                    "Deletes a term that nothing refers to. A term that is in use can be closed or merged instead.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Response delete(
            @Parameter(description = "The code", example = "policing") @PathParam("code") String code,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        return writes.once(() -> verbs.delete(caller.get(), vocabulary, code));
    }

    @POST
    @Path("/{code}/close")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            operationId = "closeTerm",
            summary = "Close a term",
            description = "Sets the last day on which the term is used, and its successor.")
    @Extension(name = "x-body", value = "close")
    @APIResponseSchema(TermRecord.class)
    public Response close(
            @Parameter(description = "The code", example = "policing") @PathParam("code") String code,
            InputStream body,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        byte[] bytes = Bodies.read(body);
        return writes.post(bytes, () -> verbs.close(caller.get(), vocabulary, code, Bodies.object(bytes)));
    }

    @POST
    @Path("/{code}/merge")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            operationId = "mergeTerm",
            summary = "Merge a term into another",
            description =
                    "The code redirects to the other term from now on, and each release that has the term gets a minor revision with the other term.")
    @Extension(name = "x-body", value = "merge")
    @APIResponseSchema(TermRecord.class)
    public Response merge(
            @Parameter(description = "The code", example = "policing") @PathParam("code") String code,
            InputStream body,
            @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters()).done();
        byte[] bytes = Bodies.read(body);
        Response marked = writes.post(bytes, () -> merge.mark(caller.get(), vocabulary, code, Bodies.object(bytes)));
        merge.retag(vocabulary, code, caller.get());
        return marked;
    }
}

package org.communique.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** An answer under a credential: no cache may keep it. */
public final class PrivateReply {
    private PrivateReply() {}

    public static Response ok(Object body) {
        return of(body).build();
    }

    public static Response ok(Object body, String etag) {
        return of(body).header(HttpHeaders.ETAG, etag).build();
    }

    private static Response.ResponseBuilder of(Object body) {
        return Response.ok(Json.bytes(body), MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }
}

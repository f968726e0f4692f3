package org.communique.http.headers;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.communique.http.json.Json;

/** An answer under a credential: no cache may keep it. */
public final class PrivateReply {
    public static final String NO_STORE = "private, no-store";
    private static final String MARK = PrivateReply.class.getName();

    private PrivateReply() {}

    /** Whatever this request is answered with, no cache may keep it. */
    public static void mark(RoutingContext request) {
        request.put(MARK, true);
    }

    public static boolean isMarked(RoutingContext request) {
        return request.get(MARK) != null;
    }

    public static Response ok(Object body) {
        return of(body).build();
    }

    public static Response ok(Object body, String etag) {
        return of(body).header(HttpHeaders.ETAG, etag).build();
    }

    private static Response.ResponseBuilder of(Object body) {
        return Response.ok(Json.bytes(body), MediaType.APPLICATION_JSON).header(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
}

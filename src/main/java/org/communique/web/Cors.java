package org.communique.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Public reads are open to scripts of every origin (Fetch standard, section 3.3). The headers are the same for all, with a
 * star rather than the origin, so that an answer kept by a cache fits everybody.
 */
final class Cors {
    private static final String ANY = "*";
    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final String ALLOWED = "Authorization, If-None-Match, Communique-Min-Sequence";
    private static final String EXPOSED =
            "Link, ETag, Location, Retry-After, Communique-Sequence, RateLimit, " + "RateLimit-Policy, Cache-Status";
    private static final String ONE_DAY = "86400";

    private Cors() {}

    static void open(MultiMap headers) {
        headers.set("Access-Control-Allow-Origin", ANY);
        headers.set("Access-Control-Expose-Headers", EXPOSED);
    }

    static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains("Origin")
                && request.headers().contains("Access-Control-Request-Method");
    }

    static void answer(HttpServerResponse response) {
        response.setStatusCode(204)
                .putHeader("Access-Control-Allow-Methods", METHODS)
                .putHeader("Access-Control-Allow-Headers", ALLOWED)
                .putHeader("Access-Control-Max-Age", ONE_DAY)
                .end();
    }
}

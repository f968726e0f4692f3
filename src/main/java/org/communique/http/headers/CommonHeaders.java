package org.communique.http.headers;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.communique.http.HttpConfig;

/**
 * Headers that are the same on every answer: who may read it in a script (Fetch standard, section 3.3), and what a browser
 * must not do with it. Where every origin may read they say so with a star, so that an answer kept by a cache fits everybody.
 */
@ApplicationScoped
public class CommonHeaders {
    private static final String ANY = "*";
    private static final String ORIGIN = "Origin";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String POLICY = "Content-Security-Policy";
    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final String ALLOWED = "Authorization, If-None-Match, Communique-Min-Sequence";
    private static final String EXPOSED =
            "Link, ETag, Location, Retry-After, Communique-Sequence, RateLimit, RateLimit-Policy, Cache-Status,"
                    + " Deprecation, Sunset";
    private static final String ONE_DAY = "86400";
    private static final String ONE_YEAR = "max-age=31536000";
    /** For data, which has nothing to load and nobody to frame it. */
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";
    /** For our own pages, which have their style in them. */
    private static final String PAGE = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String REFERENCE_PATH = "/q/swagger-ui";
    /** For Swagger UI, whose page has two scripts in it, known by their hashes; the first is another in development. */
    private static final String REFERENCE = "default-src 'none'; script-src 'self'"
            + " 'sha256-Bc4MCmo3eDPvU16BhBcWMZUgDqc1e/UzzwdDbpYruPU='"
            + " 'sha256-hG9fqHqDD15ZC25GACsol9AT6asmuvKsEW2bv5yk764='"
            + " 'sha256-ca3hx6NTkc8g9Emc0R2auU7uou9HJWeUi7WoMpGe+T4=';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Inject
    HttpConfig config;

    private final Map<String, String> always = new LinkedHashMap<>();
    private boolean any;

    @PostConstruct
    void compose() {
        any = config.cors().origins().contains(ANY);
        always.put("X-Content-Type-Options", "nosniff");
        always.put("Cross-Origin-Resource-Policy", "cross-origin");
        always.put("Access-Control-Expose-Headers", EXPOSED);
        if (any) {
            always.put(ALLOW_ORIGIN, ANY);
        }
        if ("https".equalsIgnoreCase(config.baseUrl().getScheme())) {
            always.put("Strict-Transport-Security", ONE_YEAR);
        }
    }

    /** Lets a script of the request's origin read, where only some may. */
    public void forOrigin(HttpServerRequest request, MultiMap headers) {
        String origin = any ? null : request.getHeader(ORIGIN);
        if (origin != null && config.cors().origins().contains(origin)) {
            headers.set(ALLOW_ORIGIN, origin);
        }
    }

    /** Adds what every answer has. */
    public void add(String path, MultiMap headers) {
        always.forEach(headers::set);
        if (!any) {
            String vary = headers.get("Vary");
            headers.set("Vary", vary == null ? ORIGIN : vary.contains(ORIGIN) ? vary : vary + ", " + ORIGIN);
        }
        String type = headers.get("Content-Type");
        boolean page = type != null && type.startsWith("text/html");
        headers.set(POLICY, !page ? DATA : path.startsWith(REFERENCE_PATH) ? REFERENCE : PAGE);
    }

    /** Whether a header belongs to an answer whoever asks for it. */
    public boolean isShared(String name) {
        return always.containsKey(name)
                || List.of("Vary", "Link", "Deprecation", "Sunset", POLICY).contains(name);
    }

    public static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(ORIGIN)
                && request.headers().contains("Access-Control-Request-Method");
    }

    public static void answerPreflight(HttpServerResponse response) {
        response.setStatusCode(204)
                .putHeader("Access-Control-Allow-Methods", METHODS)
                .putHeader("Access-Control-Allow-Headers", ALLOWED)
                .putHeader("Access-Control-Max-Age", ONE_DAY)
                .end();
    }
}

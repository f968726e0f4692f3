package org.communique.http.request;

import io.vertx.ext.web.RoutingContext;

/** The path of a request as routes see it, whatever spelling of it was sent. */
public final class RequestPath {
    private RequestPath() {}

    /**
     * Without percent-encoding that is not needed, dot segments and doubled slashes (RFC 3986 section 6.2), and without
     * matrix parameters and a slash at the end; as it was sent where it cannot be decoded, or leads nowhere anyway: decoding
     * is not linear.
     */
    public static String of(RoutingContext context) {
        String sent = context.request().path();
        if (sent == null || sent.length() > UriCheck.LONGEST_PATH) {
            return String.valueOf(sent);
        }
        String path = normalized(context);
        if (path.indexOf(';') >= 0) {
            path = withoutMatrixParameters(path);
        }
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String normalized(RoutingContext context) {
        try {
            return context.normalizedPath();
        } catch (IllegalArgumentException undecodable) {
            return context.request().path();
        }
    }

    private static String withoutMatrixParameters(String path) {
        StringBuilder plain = new StringBuilder(path.length());
        boolean parameter = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            parameter = c == ';' || parameter && c != '/';
            if (!parameter) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}

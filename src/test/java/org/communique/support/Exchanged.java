package org.communique.support;

import io.vertx.core.http.impl.HttpUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request and its answer.
 *
 * @param uri the address as it was sent, with its query
 * @param headers of the answer, by name in lower case
 * @param body null where it is too long to be looked at or was cut off
 */
public record Exchanged(String method, String uri, int status, Map<String, List<String>> headers, byte[] body) {
    /** As routing sees it: without dot segments and empty ones. */
    public String path() {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        if (path.length() > Contract.LONGEST_PATH) {
            return path;
        }
        try {
            return HttpUtils.normalizePath(path);
        } catch (IllegalArgumentException badEncoding) {
            return path;
        }
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(), List.of()).stream().findFirst();
    }

    /** Without its parameters; empty where there is none. */
    public String mediaType() {
        return header("Content-Type")
                .map(type -> type.split(";")[0].trim().toLowerCase())
                .orElse("");
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>(List.of(method, uri.length() > 300 ? uri.substring(0, 300) + "…" : uri));
        parts.add("-> " + status + " " + mediaType());
        return String.join(" ", parts);
    }
}

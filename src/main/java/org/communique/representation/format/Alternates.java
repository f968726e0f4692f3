package org.communique.representation.format;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.communique.release.document.ReleaseView;
import org.communique.release.filter.ReleaseFilter;

/** Tells readers of the JSON list where the same releases are in another representation (RFC 8288). */
@Provider
public class Alternates implements ContainerResponseFilter {
    /** The first page's link is the filter in its one spelling, also where the request came with a cursor. */
    private static final Pattern FIRST = Pattern.compile("<" + ReleaseView.PATH + "(?:\\?([^>]*))?>; rel=\"first\"");

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String links = response.getHeaderString(HttpHeaders.LINK);
        Matcher first = FIRST.matcher(links == null ? "" : links);
        if (first.find()) {
            String query = first.group(1) == null ? "" : filter(first.group(1));
            String alternates = Format.OF_LISTS.stream()
                    .filter(format -> format != Format.JSON)
                    .map(format -> "<" + format.on(ReleaseView.PATH) + query + ">; rel=\"alternate\"; type=\""
                            + format.mediaType() + '"')
                    .collect(Collectors.joining(", "));
            response.getHeaders().putSingle(HttpHeaders.LINK, links + ", " + alternates);
        }
    }

    /** Without the page and what only the JSON knows. */
    private static String filter(String query) {
        List<String> carried = ReleaseFilter.parameters();
        String filter = Arrays.stream(query.split("&"))
                .filter(pair -> carried.contains(pair.substring(0, pair.indexOf('='))))
                .collect(Collectors.joining("&"));
        return filter.isEmpty() ? "" : "?" + filter;
    }
}

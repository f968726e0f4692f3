package org.communique.representation.format;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Query;

/**
 * Gives each representation an address: an Accept header leads to that of the format it prefers, and the suffix
 * {@code .json} to the resource itself. A suffix wins over the header.
 */
@Provider
@PreMatching
public class Negotiation implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String NEGOTIATED = Negotiation.class.getName();
    private static final String RELEASES = "/v1/press-releases";
    private static final Pattern ITEM =
            Pattern.compile("(" + RELEASES + "|/v1/countries|/v1/organizational-units)/([^/]+)");

    /** What names are made of; anything else would have to be encoded, and no name holds it. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9/.-]+");
    /** Stands for that of the service, which nothing here depends on. */
    private static final URI ORIGIN = URI.create("http://localhost/");

    @Inject
    RoutingContext request;

    @Override
    public void filter(ContainerRequestContext context) {
        String method = context.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return;
        }
        // That of the framework is decoded twice where it has a semicolon.
        String path = request.normalizedPath();
        Matcher item = ITEM.matcher(path);
        if (path.equals(RELEASES) || path.startsWith(RELEASES + ".")) {
            choose(context, path, RELEASES, Format.OF_LISTS);
        } else if (item.matches() && !item.group(2).equals("digest")) {
            boolean release = item.group(1).equals(RELEASES);
            String plain = item.group(2).replaceFirst("(?<=.)\\.[a-z]+$", "");
            choose(context, path, item.group(1) + "/" + plain, release ? Format.OF_RELEASES : Format.OF_TERMS);
        }
    }

    private void choose(ContainerRequestContext context, String path, String plain, List<Format> formats) {
        if (path.equals(plain)) {
            request.put(NEGOTIATED, true);
            Format format = Accept.parse(context.getHeaderString(HttpHeaders.ACCEPT))
                    .best(formats)
                    .orElseThrow(() -> notAcceptable(formats));
            if (format != Format.JSON) {
                lead(context, format.on(plain));
            }
        } else if (path.equals(Format.JSON.on(plain))) {
            lead(context, plain);
        }
        // Each address has one representation from here on, whatever the header says.
        context.getHeaders().putSingle(HttpHeaders.ACCEPT, "*/*");
    }

    private void lead(ContainerRequestContext context, String path) {
        if (!ADDRESS.matcher(path).matches()) {
            throw ProblemException.notFound("There is nothing at this address.");
        }
        Query query = new Query();
        String sent = request.request().query();
        Query.parse(sent == null ? "" : sent).forEach(query::add);
        context.setRequestUri(ORIGIN, URI.create(query.on(path)));
    }

    private static ProblemException notAcceptable(List<Format> formats) {
        List<String> allowed = Format.mediaTypes(formats);
        return new ProblemException(
                        ProblemType.NOT_ACCEPTABLE, "This resource is available as " + String.join(", ", allowed) + ".")
                .with("allowed", allowed);
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        if (request.get(NEGOTIATED) != null) {
            String vary = response.getHeaderString(HttpHeaders.VARY);
            response.getHeaders()
                    .putSingle(HttpHeaders.VARY, vary == null ? HttpHeaders.ACCEPT : HttpHeaders.ACCEPT + ", " + vary);
        }
    }
}

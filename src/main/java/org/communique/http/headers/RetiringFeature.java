package org.communique.http.headers;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lets the answers of operations that are {@link Retiring} say so. */
@Provider
public class RetiringFeature implements DynamicFeature {
    @Override
    public void configure(ResourceInfo operation, FeatureContext context) {
        Retiring retiring = operation.getResourceMethod().getAnnotation(Retiring.class);
        if (retiring == null) {
            retiring = operation.getResourceClass().getAnnotation(Retiring.class);
        }
        if (retiring != null) {
            if (!operation.getResourceMethod().isAnnotationPresent(Deprecated.class)) {
                throw new IllegalStateException(
                        operation.getResourceMethod() + " is not @Deprecated, so the contract does not say it");
            }
            context.register(new Notice(retiring));
        }
    }

    /** What the answers say. */
    static final class Notice implements ContainerResponseFilter {
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final String links;

        Notice(Retiring retiring) {
            Instant since = start(retiring.since());
            headers.put("Deprecation", "@" + since.getEpochSecond());
            StringBuilder relations = new StringBuilder(link(retiring, "deprecation"));
            if (!retiring.until().isEmpty()) {
                Instant until = start(retiring.until());
                if (until.isBefore(since)) {
                    throw new IllegalArgumentException(retiring + " ends before it is deprecated (RFC 9745 section 4)");
                }
                headers.put("Sunset", HttpDate.write(until));
                relations.append(", ").append(link(retiring, "sunset"));
            }
            links = relations.toString();
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            MultivaluedMap<String, Object> all = response.getHeaders();
            headers.forEach(all::putSingle);
            Object others = all.getFirst(HttpHeaders.LINK);
            all.putSingle(HttpHeaders.LINK, others == null ? links : others + ", " + links);
        }

        private static String link(Retiring retiring, String relation) {
            return "<" + retiring.see() + ">; rel=\"" + relation + "\"";
        }

        private static Instant start(String day) {
            return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }
}

package org.communique.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.EnumSet;
import org.communique.web.ProblemException;
import org.communique.web.ProblemType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nobody past without a key of the scope that the operation requires. Credentials come in Authorization only. */
class AccessFilter {
    private static final String BEARER = "bearer ";
    private static final String CALLER = Caller.class.getName();

    @Inject
    AccessConfig config;

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo operation) {
        Requires requires = requires(operation.getResourceMethod());
        if (requires == null) {
            return;
        }
        Caller caller = caller(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (!caller.scopes().contains(requires.value())) {
            throw new ProblemException(
                            ProblemType.FORBIDDEN,
                            "The key \"" + caller.name() + "\" does not have the scope "
                                    + requires.value().wire() + ".")
                    .with("scope", requires.value().wire());
        }
        request.setProperty(CALLER, caller);
    }

    private static Requires requires(Method method) {
        Requires own = method.getAnnotation(Requires.class);
        return own != null ? own : method.getDeclaringClass().getAnnotation(Requires.class);
    }

    private Caller caller(String authorization) {
        if (authorization == null) {
            throw unauthorized("The operation needs an API key in the header Authorization: Bearer.");
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized("The header Authorization is not of the form Bearer and a key.");
        }
        String secret = authorization.substring(BEARER.length()).strip();
        if (config.bootstrapKey().filter(key -> Secrets.same(key, secret)).isPresent()) {
            return new Caller("bootstrap", "bootstrap key", EnumSet.allOf(Scope.class));
        }
        return QuarkusTransaction.requiringNew()
                .call(() -> ApiKey.bySecret(secret)
                        .map(key -> new Caller(key.id.toString(), key.name, key.effectiveScopes())))
                .orElseThrow(() -> unauthorized("The API key is not known."));
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(ProblemType.UNAUTHORIZED, detail)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"communique\"");
    }
}

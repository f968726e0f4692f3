package org.communique.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.communique.web.PrivateReply;
import org.communique.web.ProblemException;
import org.communique.web.ProblemType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nobody past without a key of the scope that the operation requires. Credentials come in Authorization only. */
class AccessFilter {
    private static final String BEARER = "bearer ";
    /** A key's last use is written down this often, not at each request. */
    private static final Duration RESOLUTION = Duration.ofMinutes(1);

    @Inject
    AccessConfig config;

    @Inject
    Guesses guesses;

    @Inject
    CurrentCaller current;

    @Inject
    Clock clock;

    @ServerRequestFilter
    void check(ResourceInfo operation, RoutingContext request) {
        Requires requires = requires(operation.getResourceMethod());
        if (requires == null) {
            return;
        }
        PrivateReply.mark(request);
        Caller caller = caller(request);
        current.set(caller);
        current.require(requires.value());
    }

    private static Requires requires(Method method) {
        Requires own = method.getAnnotation(Requires.class);
        return own != null ? own : method.getDeclaringClass().getAnnotation(Requires.class);
    }

    private Caller caller(RoutingContext request) {
        List<String> headers = request.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1) {
            throw unauthorized("The operation needs one API key in the header Authorization: Bearer.");
        }
        String authorization = headers.get(0);
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized("The header Authorization is not of the form Bearer and a key.");
        }
        String secret = authorization.substring(BEARER.length()).strip();
        if (config.bootstrapKey().filter(key -> Secrets.same(key, secret)).isPresent()) {
            return new Caller("bootstrap", "bootstrap key", EnumSet.allOf(Scope.class));
        }
        return stored(secret).orElseThrow(() -> {
            guesses.wrong(request.request().remoteAddress().hostAddress());
            return unauthorized("The API key is not known, has expired or was revoked.");
        });
    }

    private Optional<Caller> stored(String secret) {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew()
                .call(() -> ApiKey.bySecret(secret, now).map(key -> {
                    if (key.lastUsedAt == null
                            || key.lastUsedAt.plus(RESOLUTION).isBefore(now)) {
                        key.lastUsedAt = now;
                    }
                    return new Caller(key.id.toString(), key.name, key.effectiveScopes());
                }));
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(ProblemType.UNAUTHORIZED, detail)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"communique\"");
    }
}

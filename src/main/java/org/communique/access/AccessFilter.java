package org.communique.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
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
import org.communique.cluster.StoreWrites;
import org.communique.cluster.WriteLock;
import org.communique.http.headers.PrivateReply;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.traffic.AccessLog;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nobody past without a key of the scope that the operation requires. Credentials come in Authorization only. */
@ApplicationScoped
class AccessFilter {
    private static final Logger LOG = Logger.getLogger(AccessFilter.class);

    /** A key's last use is written down this often, not at each request. */
    private static final Duration RESOLUTION = Duration.ofMinutes(1);

    private static final String CHALLENGE = "Bearer realm=\"communique\"";

    @Inject
    AccessConfig config;

    @Inject
    Tokens tokens;

    @Inject
    FailedKeyThrottle throttle;

    @Inject
    CurrentCaller current;

    @Inject
    Clock clock;

    @Inject
    StoreWrites writes;

    @Inject
    WriteLock writeLock;

    @ServerRequestFilter
    void check(ResourceInfo operation, RoutingContext request) {
        RequiresScope requires = requires(operation.getResourceMethod());
        if (requires == null) {
            return;
        }
        PrivateReply.mark(request);
        Caller caller = caller(request);
        AccessLog.caller(request, caller.name());
        current.set(caller);
        current.require(requires.value());
    }

    private static RequiresScope requires(Method method) {
        RequiresScope own = method.getAnnotation(RequiresScope.class);
        return own != null ? own : method.getDeclaringClass().getAnnotation(RequiresScope.class);
    }

    private Caller caller(RoutingContext request) {
        List<String> headers = request.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1) {
            throw unauthorized(
                    "The operation requires one " + tokens.credential() + " in the header Authorization: Bearer.");
        }
        String secret = Secrets.bearer(headers.get(0))
                .orElseThrow(() -> unauthorized(
                        "The Authorization header must be Bearer followed by one " + tokens.credential() + "."));
        if (config.bootstrapKey().filter(key -> Secrets.same(key, secret)).isPresent()) {
            return new Caller(Caller.BOOTSTRAP, "bootstrap key", EnumSet.allOf(Scope.class));
        }
        boolean token = tokens.takes(secret);
        Optional<Caller> known = token ? tokens.caller(secret) : stored(secret);
        return known.orElseThrow(() -> {
            throttle.wrong(request.request().remoteAddress().hostAddress());
            return invalid(
                    token
                            ? "The access token is not valid: it was altered, or is from another issuer or for another audience."
                            : "The API key is not known.");
        });
    }

    private Optional<Caller> stored(String secret) {
        Instant now = clock.instant();
        Optional<ApiKey> found = QuarkusTransaction.requiringNew().call(() -> ApiKey.bySecret(secret));
        found.ifPresent(key -> {
            // Whoever has the secret of a key is not guessing, and may know what became of it.
            key.refusal(secret, now).ifPresent(reason -> {
                throw invalid(reason);
            });
            if (key.lastUsedAt == null
                    || key.lastUsedAt.isAfter(now)
                    || key.lastUsedAt.plus(RESOLUTION).isBefore(now)) {
                used(key, now);
            }
        });
        return found.map(key -> new Caller(key.id.toString(), key.name, key.effectiveScopes()));
    }

    /** A store that takes no writes leaves that out. */
    private void used(ApiKey key, Instant now) {
        if (writes.refusal().isEmpty()) {
            try {
                writeLock.write(() -> ApiKey.update("lastUsedAt = ?1 where id = ?2", now, key.id));
            } catch (RuntimeException notNow) {
                LOG.debug("The last use of an API key could not be recorded", notNow);
            }
        }
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(ProblemType.UNAUTHORIZED, detail).header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }

    /** A credential that is there and opens nothing (RFC 6750 section 3.1). */
    static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.UNAUTHORIZED, detail)
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"");
    }
}

package org.communique.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Callers with a signed token of an OpenID Connect provider (JWT, RFC 7519 and RFC 9068). */
@ApplicationScoped
class Tokens {
    private static final Logger LOG = Logger.getLogger(Tokens.class);
    /** Header, claims and signature in base64url; no API key has a dot. */
    private static final Pattern FORM = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    /** What the extension takes for no check. */
    private static final String ANY = "any";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_NAME = 200;

    @ConfigProperty(name = "quarkus.oidc.tenant-enabled")
    boolean enabled;

    @ConfigProperty(name = "quarkus.oidc.token.audience")
    Optional<List<String>> audience;

    @Inject
    IdentityConfig config;

    @Inject
    TenantIdentityProvider provider;

    @Inject
    ObjectMapper json;

    /** Without an audience any token of the issuer would do, also one that a user gave to another service. */
    void requireAudience(@Observes @Priority(1) StartupEvent start) {
        if (enabled && audience.filter(all -> !all.contains(ANY)).isEmpty()) {
            throw new ConfigurationException(
                    "Access tokens are enabled, but no audience is configured that they must name:"
                            + " set QUARKUS_OIDC_TOKEN_AUDIENCE to the aud claim that the provider issues for this service.");
        }
    }

    /** What an operation needs. */
    String credential() {
        return enabled ? "API key or access token" : "API key";
    }

    boolean takes(String secret) {
        return enabled && FORM.matcher(secret).matches();
    }

    /** Empty where the token is not valid; ends the request with 401 where it has expired, with 503 where the provider's keys cannot be had. */
    Optional<Caller> caller(String token) {
        try {
            provider.authenticate(new AccessTokenCredential(token)).await().atMost(PATIENCE);
        } catch (AuthenticationFailedException failed) {
            LOG.debug("An access token was rejected", failed);
            if (isOnlyExpired(failed)) {
                throw AccessFilter.invalid("The access token has expired.");
            }
            return Optional.empty();
        } catch (RuntimeException away) {
            LOG.warnf("An access token could not be verified: %s", away.getMessage());
            throw new ProblemException(ProblemType.UNAVAILABLE, "The issuer of access tokens cannot be reached.")
                    .header("Retry-After", "5");
        }
        JsonNode claims = claims(token);
        String subject = claims.path("sub").asText("");
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        String id = Caller.USER + subject;
        String name = claims.path("preferred_username").asText(subject);
        return Optional.of(new Caller(
                id.length() > LONGEST_ID ? Caller.USER + Secrets.hash(subject) : id,
                name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                TokenScopes.of(claims, config.claims(), config.roles())));
    }

    /** Claims are looked at once the signature is verified, so that the token was the issuer's. */
    private static boolean isOnlyExpired(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException refused) {
                return refused.getErrorDetails().stream().allMatch(error -> error.getErrorCode() == ErrorCodes.EXPIRED);
            }
        }
        return false;
    }

    private JsonNode claims(String token) {
        try {
            return json.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException unreadable) {
            throw new IllegalStateException("A verified access token has claims that are not JSON", unreadable);
        }
    }
}

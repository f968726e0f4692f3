package org.communique.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.communique.http.request.Callers;
import org.jboss.logging.Logger;

/**
 * Whose key or token is whose, for the budgets of requests. One that was not seen for a while is looked up beside the request, which
 * counts for its address meanwhile; few are looked up at a time, so that no one can keep the store busy with wrong ones.
 */
@ApplicationScoped
class CallerCache implements Callers {
    private static final Logger LOG = Logger.getLogger(CallerCache.class);
    private static final String NOBODY = "";
    private static final int MOST = 10_000;
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

    @Inject
    AccessConfig config;

    @Inject
    Tokens tokens;

    @Inject
    Clock clock;

    private final Semaphore lookUps = new Semaphore(2);

    private final Cache<String, String> holders = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KNOWN_FOR)
            .executor(Runnable::run)
            .build();

    @Override
    public Optional<String> holder(String authorization) {
        Optional<String> secret = Secrets.bearer(authorization);
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        if (config.bootstrapKey().filter(key -> Secrets.same(key, secret.get())).isPresent()) {
            return Optional.of(Caller.BOOTSTRAP);
        }
        String hash = Secrets.hash(secret.get());
        String holder = holders.getIfPresent(hash);
        if (holder == null && lookUps.tryAcquire()) {
            Infrastructure.getDefaultWorkerPool().execute(() -> lookUp(secret.get(), hash));
        }
        return Optional.ofNullable(holder).filter(name -> !name.equals(NOBODY));
    }

    private Optional<String> key(String secret) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ApiKey.bySecret(secret)
                        .filter(key -> key.refusal(secret, clock.instant()).isEmpty())
                        .map(key -> key.id.toString()));
    }

    private void lookUp(String secret, String hash) {
        try {
            Optional<String> holder =
                    tokens.takes(secret) ? tokens.caller(secret).map(Caller::id) : key(secret);
            holders.put(hash, holder.orElse(NOBODY));
        } catch (RuntimeException notNow) {
            LOG.debug("An API key could not be looked up", notNow);
        } finally {
            lookUps.release();
        }
    }
}

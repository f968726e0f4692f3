package org.communique.push.hub;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.communique.cluster.DeferredStartEvent;
import org.communique.cluster.Followers;
import org.communique.cluster.WriteLock;
import org.communique.http.request.Query;
import org.communique.push.outbound.CallResult;
import org.communique.push.outbound.Outbound;
import org.communique.push.outbound.SecretBox;
import org.jboss.logging.Logger;

/** Asks each subscriber whether it wants what was asked for in its name (WebSub section 5.3), and does it where it does. */
@ApplicationScoped
class HubVerifier implements HubWork {
    private static final Logger LOG = Logger.getLogger(HubVerifier.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Outbound outbound;

    @Inject
    SecretBox secrets;

    @Inject
    WriteLock writeLock;

    @Inject
    Followers followers;

    @Inject
    HubClaims claims;

    @Inject
    Clock clock;

    private HubPump pump;

    @PostConstruct
    void prepare() {
        pump = new HubPump("communique-hub-verifier", this, writeLock);
    }

    void start(@Observes @Priority(400) DeferredStartEvent start) {
        pump.start(followers.add("hub-verifier"));
    }

    void stop(@Observes ShutdownEvent stop) {
        pump.stop();
    }

    void wake() {
        pump.wake();
    }

    /** One question that is on its way, detached from the store. */
    private record Question(UUID id, UUID claim, String mode, URI address, String challenge) {}

    @Override
    public List<CompletionStage<Runnable>> begin(int most) {
        List<CompletionStage<Runnable>> begun = new ArrayList<>();
        for (Question question : claim(most)) {
            begun.add(
                    outbound.get(question.address(), Map.of()).thenApply(outcome -> () -> answered(question, outcome)));
        }
        return begun;
    }

    private List<Question> claim(int most) {
        // Whoever only looks keeps no writer waiting.
        if (QuarkusTransaction.requiringNew().call(() -> HubIntent.count()) == 0) {
            return List.of();
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            writeLock.enter();
            Instant now = clock.instant();
            return HubIntent.due(now, most).stream()
                    .map(intent -> {
                        intent.claim = UUID.randomUUID();
                        intent.claimedUntil = claims.until(now);
                        intent.claimedBy = claims.node();
                        return question(intent);
                    })
                    .toList();
        });
    }

    private static Question question(HubIntent intent) {
        byte[] bits = new byte[24];
        RANDOM.nextBytes(bits);
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        Query query = new Query().add("hub.mode", intent.mode).add("hub.topic", intent.topic);
        if (intent.mode.equals(HubIntent.DENIED)) {
            query.add("hub.reason", intent.reason);
        } else {
            query.add("hub.challenge", challenge);
        }
        if (intent.mode.equals(HubIntent.SUBSCRIBE)) {
            query.add("hub.lease_seconds", intent.leaseSeconds);
        }
        String separator = intent.callback.contains("?") ? "&" : "?";
        return new Question(
                intent.id, intent.claim, intent.mode, URI.create(intent.callback + separator + query), challenge);
    }

    /** The question is put once: who does not answer has to ask again. */
    private void answered(Question question, CallResult outcome) {
        HubIntent intent = HubIntent.claimed(question.id(), question.claim());
        if (intent == null) {
            return;
        }
        intent.delete();
        if (question.mode().equals(HubIntent.DENIED)) {
            return;
        }
        if (!outcome.isTaken() || !new String(outcome.body(), StandardCharsets.UTF_8).equals(question.challenge())) {
            LOG.infof(
                    "%s did not confirm its request to %s: status %d, %s",
                    intent.callbackHost, intent.mode, outcome.status(), outcome.error());
            return;
        }
        String pair = HubSubscription.pairHash(intent.callback, intent.topic);
        HubSubscription subscription = HubSubscription.byPair(pair);
        if (question.mode().equals(HubIntent.UNSUBSCRIBE)) {
            HubSubscription.delete("pairHash", pair);
            return;
        }
        Instant now = clock.instant();
        if (subscription != null && !subscription.expiresAt.isAfter(now)) {
            subscription.delete();
            HubSubscription.flush();
            subscription = null;
        }
        subscribe(intent, subscription, pair, now);
    }

    /** A new subscription, or a new lease and secret for one that goes on from where it is. */
    private void subscribe(HubIntent intent, HubSubscription present, String pair, Instant now) {
        HubSubscription subscription = present;
        if (subscription == null) {
            subscription = new HubSubscription();
            subscription.id = intent.id;
            subscription.pairHash = pair;
            subscription.callback = intent.callback;
            subscription.callbackHost = intent.callbackHost;
            subscription.topic = intent.topic;
            subscription.suffix = intent.suffix;
            subscription.filter = intent.filter;
            subscription.reached = intent.reached;
            subscription.nextAt = now;
        }
        subscription.expiresAt = now.plusSeconds(intent.leaseSeconds);
        subscription.secret = intent.secret == null
                ? null
                : secrets.seal(subscription.id.toString(), secrets.open(intent.id.toString(), intent.secret));
        subscription.persist();
    }
}

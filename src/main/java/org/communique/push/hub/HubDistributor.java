package org.communique.push.hub;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.communique.cluster.DeferredStartEvent;
import org.communique.cluster.Followers;
import org.communique.cluster.WriteLock;
import org.communique.http.HttpConfig;
import org.communique.http.problem.StoreFailure;
import org.communique.push.hub.HubNews.Document;
import org.communique.push.hub.HubNews.Request;
import org.communique.push.outbound.CallResult;
import org.communique.push.outbound.Outbound;
import org.communique.push.outbound.PushConfig;
import org.communique.push.outbound.RetrySchedule;
import org.communique.push.outbound.SecretBox;
import org.communique.sequence.SequenceWatch;
import org.jboss.logging.Logger;

/**
 * Tells subscribers what has changed (WebSub section 7). How far each was told is in the store and moves on only once it
 * has taken the content, so that a kill loses nothing; each has one try under way at most, so that the order holds.
 */
@ApplicationScoped
class HubDistributor implements HubWork {
    private static final Logger LOG = Logger.getLogger(HubDistributor.class);
    private static final int GONE = 410;
    /** After the store has failed. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final CallResult NOT_WRITTEN =
            new CallResult(0, "the content could not be written", null, new byte[0], Duration.ZERO);

    @Inject
    SequenceWatch watch;

    @Inject
    HubNews news;

    @Inject
    HubClaims claims;

    @Inject
    Outbound outbound;

    @Inject
    SecretBox secrets;

    @Inject
    RetrySchedule retries;

    @Inject
    PushConfig config;

    @Inject
    HttpConfig web;

    @Inject
    WriteLock writeLock;

    @Inject
    Followers followers;

    @Inject
    Clock clock;

    private HubPump pump;

    /** A subscription that is told something, detached from the store. */
    record Told(UUID id, UUID claim, String callback, String topic, String secret, Request request) {
        static Told of(HubSubscription subscription) {
            return new Told(
                    subscription.id,
                    subscription.claim,
                    subscription.callback,
                    subscription.topic,
                    subscription.secret,
                    new Request(subscription.suffix, subscription.filter, subscription.reached));
        }
    }

    @PostConstruct
    void prepare() {
        pump = new HubPump("communique-hub", this, writeLock);
    }

    void start(@Observes @Priority(410) DeferredStartEvent start) {
        pump.start(followers.add("hub"));
        watch.onAdvance(number -> pump.wake());
    }

    void stop(@Observes ShutdownEvent stop) {
        pump.stop();
    }

    @Override
    public List<CompletionStage<Runnable>> begin(int most) {
        Map<Request, List<Told>> alike = claim(most).stream().collect(Collectors.groupingBy(Told::request));
        List<CompletionStage<Runnable>> begun = new ArrayList<>();
        alike.forEach((request, subscriptions) -> {
            try {
                begun.addAll(tell(subscriptions, news.write(request)));
            } catch (RuntimeException failed) {
                if (StoreFailure.isAway(failed)) {
                    // No fault of theirs, so no try is counted.
                    LOG.debugf(failed, "The changes after %d are waiting for the store", request.after());
                    begun.add(done(subscriptions, this::giveBack));
                    return;
                }
                LOG.errorf(
                        failed,
                        "The changes after %d in \"%s\" cannot be distributed",
                        request.after(),
                        request.filter());
                begun.add(done(subscriptions, told -> told(told, null, NOT_WRITTEN)));
            }
        });
        return begun;
    }

    private List<CompletionStage<Runnable>> tell(List<Told> subscriptions, Document document) {
        if (document.denial() != null) {
            return List.of(done(subscriptions, told -> deny(told, document.denial())));
        }
        if (document.body() == null) {
            return List.of(done(subscriptions, told -> moveOn(told, document.position())));
        }
        // All headers first: a secret that does not open must not leave half of the subscribers told.
        Map<Told, Map<String, String>> headers = new LinkedHashMap<>();
        subscriptions.forEach(told -> headers.put(told, headers(told, document)));
        return headers.entrySet().stream()
                .map(one -> post(one.getKey(), one.getValue(), document))
                .toList();
    }

    private CompletionStage<Runnable> post(Told told, Map<String, String> headers, Document document) {
        return outbound.post(URI.create(told.callback()), headers, document.body())
                .thenApply(outcome -> () -> told(told, document, outcome));
    }

    /** What needs no call, for all of them in one transaction. */
    private static CompletionStage<Runnable> done(List<Told> subscriptions, Consumer<Told> write) {
        return CompletableFuture.completedStage(() -> subscriptions.forEach(write));
    }

    List<Told> claim(int most) {
        // Whoever only looks keeps no writer waiting.
        if (!QuarkusTransaction.requiringNew().call(() -> HubSubscription.isAnyDue(clock.instant(), watch.last()))) {
            return List.of();
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            writeLock.enter();
            Instant now = clock.instant();
            HubSubscription.delete("expiresAt <= ?1", now);
            return HubSubscription.due(now, watch.last(), most).stream()
                    .map(subscription -> {
                        subscription.claim = UUID.randomUUID();
                        subscription.claimedUntil = claims.until(now);
                        subscription.claimedBy = claims.node();
                        return Told.of(subscription);
                    })
                    .toList();
        });
    }

    private Map<String, String> headers(Told told, Document document) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", document.mediaType());
        headers.put("Link", "<" + web.hub() + ">; rel=\"hub\", <" + told.topic() + ">; rel=\"self\"");
        if (told.secret() != null) {
            String secret = secrets.open(told.id().toString(), told.secret());
            headers.put("X-Hub-Signature", HubSignature.of(secret, document.body()));
        }
        return headers;
    }

    private void told(Told told, Document document, CallResult outcome) {
        HubSubscription subscription = HubSubscription.claimed(told.id(), told.claim());
        if (subscription == null) {
            return;
        }
        if (outcome.isTaken()) {
            moveOn(told, document.position());
        } else if (outcome.status() == GONE) {
            LOG.infof("The subscriber at %s answered 410 and was removed", subscription.callbackHost);
            subscription.delete();
        } else {
            failed(subscription, outcome);
        }
    }

    private void failed(HubSubscription subscription, CallResult outcome) {
        subscription.tries++;
        if (subscription.tries >= config.retrySchedule().size()) {
            LOG.infof("The subscriber at %s was removed after its last attempt failed", subscription.callbackHost);
            HubIntent.deny(
                    subscription,
                    "The callback did not accept the notification in " + subscription.tries + " attempts.");
            subscription.delete();
            return;
        }
        Duration wait = retries.after(subscription.tries);
        if (outcome.retryAfter() != null && outcome.retryAfter().compareTo(wait) > 0) {
            wait = outcome.retryAfter();
        }
        subscription.nextAt = clock.instant().plus(wait);
        release(subscription);
    }

    private void moveOn(Told told, long position) {
        HubSubscription subscription = HubSubscription.claimed(told.id(), told.claim());
        if (subscription != null) {
            subscription.reached = position;
            subscription.tries = 0;
            subscription.nextAt = clock.instant();
            release(subscription);
        }
    }

    private void giveBack(Told told) {
        HubSubscription subscription = HubSubscription.claimed(told.id(), told.claim());
        if (subscription != null) {
            subscription.nextAt = clock.instant().plus(AGAIN);
            release(subscription);
        }
    }

    private static void deny(Told told, String reason) {
        HubSubscription subscription = HubSubscription.claimed(told.id(), told.claim());
        if (subscription != null) {
            HubIntent.deny(subscription, reason);
            subscription.delete();
        }
    }

    private static void release(HubSubscription subscription) {
        subscription.claim = null;
        subscription.claimedUntil = null;
        subscription.claimedBy = null;
    }
}

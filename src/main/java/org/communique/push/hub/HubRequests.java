package org.communique.push.hub;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.communique.cluster.WriteLock;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.push.hub.HubForm.Asked;
import org.communique.push.outbound.SecretBox;
import org.hibernate.exception.ConstraintViolationException;

/** Takes what was asked of the hub, within its limits, and has the subscriber asked whether it is so. */
@ApplicationScoped
class HubRequests {
    private static final int MOST_FOR_A_HOST = 100;

    @Inject
    WriteLock writeLock;

    @Inject
    SecretBox secrets;

    @Inject
    HubVerifier verifier;

    @Inject
    Clock clock;

    /**
     * Takes it.
     *
     * @param position the last number of the sequence when it was asked
     * @throws ProblemException 429 where the callback's host has all the subscriptions it may have, or was asked
     *     something within the last minute
     */
    void take(Asked asked, long position) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                writeLock.enter();
                store(asked, position);
            });
        } catch (RuntimeException failed) {
            if (isTaken(failed)) {
                throw tooMany(asked, clock.instant().plusSeconds(60));
            }
            throw failed;
        }
        verifier.wake();
    }

    private void store(Asked asked, long position) {
        Instant now = clock.instant();
        if (asked.isSubscribe()) {
            checkRoom(asked, now);
        }
        HubHost.ask(asked.host(), now).ifPresent(next -> {
            throw tooMany(asked, next);
        });
        HubIntent intent = new HubIntent();
        intent.id = UUID.randomUUID();
        intent.mode = asked.mode();
        intent.callback = asked.callback();
        intent.callbackHost = asked.host();
        intent.topic = asked.address();
        intent.suffix = asked.topic().suffix();
        intent.filter = asked.topic().filter();
        intent.leaseSeconds = asked.leaseSeconds();
        intent.reached = position;
        if (asked.secret() != null && asked.isSubscribe()) {
            intent.secret = secrets.seal(intent.id.toString(), asked.secret());
        }
        intent.persist();
    }

    private static void checkRoom(Asked asked, Instant now) {
        String own = HubSubscription.pairHash(asked.callback(), asked.address());
        String others = "callbackHost = ?1 and expiresAt > ?2 and pairHash <> ?3";
        if (HubSubscription.count(others, asked.host(), now, own) >= MOST_FOR_A_HOST) {
            HubSubscription first = HubSubscription.<HubSubscription>find(
                            others + " order by expiresAt", asked.host(), now, own)
                    .firstResult();
            throw new ProblemException(
                            ProblemType.TOO_MANY_REQUESTS,
                            "The host " + asked.host() + " has " + MOST_FOR_A_HOST
                                    + " subscriptions, the maximum for one host. The first of them ends at "
                                    + first.expiresAt + ".")
                    .header("Retry-After", seconds(now, first.expiresAt));
        }
    }

    private ProblemException tooMany(Asked asked, Instant next) {
        return new ProblemException(
                        ProblemType.TOO_MANY_REQUESTS,
                        "The host " + asked.host()
                                + " was already asked to confirm a subscription within the last minute.")
                .header("Retry-After", seconds(clock.instant(), next));
    }

    private static String seconds(Instant now, Instant then) {
        return Long.toString(
                Math.max(1, Duration.between(now, then).plusMillis(999).toSeconds()));
    }

    /** Two nodes gave the host its turn at the same time, and the other one was first. */
    private static boolean isTaken(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException) {
                return true;
            }
        }
        return false;
    }
}

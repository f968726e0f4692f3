package org.communique.push.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.communique.push.outbound.SecretBox;

/** The secrets that deliveries are signed with: {@code whsec_} and base64, as Standard Webhooks writes them. */
@ApplicationScoped
public class WebhookSecrets {
    static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    SecretBox box;

    @Inject
    WebhookConfig config;

    @Inject
    Clock clock;

    /** Gives a subscription its secret, to be shown this once. */
    String give(Subscription subscription) {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        String secret = PREFIX + Base64.getEncoder().encodeToString(bits);
        subscription.secret = box.seal(owner(subscription), secret);
        return secret;
    }

    /** Gives it another; the one before goes on signing for a while. */
    String rotate(Subscription subscription) {
        subscription.previousSecret = subscription.secret;
        subscription.previousUntil = clock.instant().plus(config.rotationGrace());
        return give(subscription);
    }

    /** The bytes of the keys to sign with now, the newest first. */
    public List<byte[]> keys(Subscription subscription, Instant now) {
        List<byte[]> keys = new ArrayList<>();
        keys.add(open(subscription, subscription.secret));
        if (subscription.previousSecret != null && now.isBefore(subscription.previousUntil)) {
            keys.add(open(subscription, subscription.previousSecret));
        }
        return keys;
    }

    private byte[] open(Subscription subscription, String sealed) {
        return Base64.getDecoder().decode(box.open(owner(subscription), sealed).substring(PREFIX.length()));
    }

    private static String owner(Subscription subscription) {
        return "subscription " + subscription.id;
    }
}

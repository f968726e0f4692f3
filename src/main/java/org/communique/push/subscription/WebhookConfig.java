package org.communique.push.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient webhooks are. */
@ConfigMapping(prefix = "communique.push")
public interface WebhookConfig {
    /** How long a receiver may refuse an event before its subscription is paused. */
    @WithDefault("3d")
    Duration giveUpAfter();

    /** How long deliveries are signed with a rotated secret too. */
    @WithDefault("24h")
    Duration rotationGrace();
}

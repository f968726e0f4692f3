package org.communique.push;

import java.util.Map;
import org.communique.support.EmptyStore;

/** Impatient webhooks, on a store with the sample's terms. */
public class PushProfile extends EmptyStore {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "communique.sample", "true",
                "communique.push.timeout", "2s",
                "communique.push.retry-schedule", "0s,50ms,100ms,200ms");
    }
}

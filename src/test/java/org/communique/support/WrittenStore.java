package org.communique.support;

import java.util.HashMap;
import java.util.Map;

/** A store of its own with the sample, for tests that bring in terms and many releases. */
public class WrittenStore extends EmptyStore {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(super.getConfigOverrides());
        config.put("communique.sample", "true");
        return config;
    }
}

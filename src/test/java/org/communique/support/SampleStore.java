package org.communique.support;

import java.util.HashMap;
import java.util.Map;

/** A store of its own with the sample, for tests that look at all there is. */
public class SampleStore extends EmptyStore {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(super.getConfigOverrides());
        config.put("communique.sample", "true");
        return config;
    }
}

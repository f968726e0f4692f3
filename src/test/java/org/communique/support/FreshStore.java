package org.communique.support;

import java.util.HashMap;
import java.util.Map;

/** Another store that is not filled at start: a profile of its own makes the application start anew. */
public class FreshStore extends EmptyStore {
    @Override
    public Map<String, String> getConfigOverrides() {
        return new HashMap<>(super.getConfigOverrides());
    }
}

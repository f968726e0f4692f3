package org.communique.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A store that is not filled at start. */
public class EmptyStore implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("communique.sample", "false");
    }

    @Override
    public String getConfigProfile() {
        return TestStore.isPostgresql() ? "test,postgresql" : "test";
    }
}

package org.communique.support;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Gives each class of tests the store that it wants, before its first test. */
public final class StoreOfClass implements QuarkusTestBeforeClassCallback {
    private static final Logger LOG = Logger.getLogger(StoreOfClass.class);

    /** Whether the store is the one that classes share. */
    private static boolean shared = true;

    @Override
    public void beforeClass(Class<?> tests) {
        FreshStore wanted = tests.getAnnotation(FreshStore.class);
        if (tests.isMemberClass() || wanted == null && shared) {
            return;
        }
        Map<String, String> settings = new HashMap<>();
        if (wanted != null) {
            settings.put("communique.sample", Boolean.toString(wanted.sample()));
            for (String setting : wanted.settings()) {
                int separator = setting.indexOf('=');
                settings.put(setting.substring(0, separator), setting.substring(separator + 1));
            }
        }
        shared = wanted == null;
        long began = System.nanoTime();
        try {
            FirstStart.again(settings);
        } catch (Exception failed) {
            throw new IllegalStateException("The store could not be put back for " + tests.getName(), failed);
        }
        LOG.infof(
                "%s has a store of its own after %d ms",
                tests.getSimpleName(), (System.nanoTime() - began) / 1_000_000);
    }
}

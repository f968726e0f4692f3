package org.communique.support;

import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A class of tests fails where an answer to one of its requests is not as the contract says. */
public final class ContractKept implements QuarkusTestBeforeEachCallback, QuarkusTestAfterAllCallback {
    private static final int SHOWN = 400;

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        watch().begin(context.getTestInstance().getClass().getSimpleName() + "."
                + context.getTestMethod().getName());
    }

    @Override
    public void afterAll(QuarkusTestContext context) {
        List<String> faults;
        try {
            faults = watch().takeFaults();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
        if (!faults.isEmpty()) {
            throw new AssertionError(faults.size() + " faults by the contract:\n"
                    + String.join("\n", faults.subList(0, Math.min(SHOWN, faults.size()))));
        }
    }

    private static ContractWatch watch() {
        return Arc.container().instance(ContractWatch.class).get();
    }
}

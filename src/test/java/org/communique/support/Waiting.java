package org.communique.support;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens by itself. */
public final class Waiting {
    private static final long PATIENCE = 60_000;

    private Waiting() {}

    public static <T> T until(Supplier<Optional<T>> wanted, Supplier<String> otherwise) {
        long deadline = System.currentTimeMillis() + PATIENCE;
        while (true) {
            Optional<T> there = wanted.get();
            if (there.isPresent()) {
                return there.get();
            }
            if (System.currentTimeMillis() > deadline) {
                throw new AssertionError("it has not happened; " + otherwise.get());
            }
            pause(20);
        }
    }

    public static void untilTrue(BooleanSupplier wanted, Supplier<String> otherwise) {
        until(() -> wanted.getAsBoolean() ? Optional.of(true) : Optional.empty(), otherwise);
    }

    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}

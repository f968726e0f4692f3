package org.communique.http.problem;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.communique.store.StoreFault;
import org.communique.store.WritesRefusedException;

/** Tells that the store does not answer or takes no writes, which passes, from a fault of ours, which does not. */
public final class StoreFailure {
    /** Seconds. */
    public static final String RETRY_AFTER = "2";

    private StoreFailure() {}

    /** The problem that the request ends with; empty where the store is not the reason. */
    public static Optional<ProblemException> of(Throwable failed) {
        return StoreFault.of(failed)
                .map(fault -> new ProblemException(ProblemType.UNAVAILABLE, detail(failed, fault))
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER));
    }

    private static String detail(Throwable failed, StoreFault fault) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof WritesRefusedException) {
                return "Nothing can be written at the moment: " + fault.words()
                        + ". The request changed nothing; send it again later.";
            }
        }
        String words = fault.words();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1)
                + ". A write may have been carried out; repeat it with the same Idempotency-Key.";
    }

    /** Whether the store is the reason, and not how much was asked of it at once. */
    public static boolean isAway(Throwable failed) {
        return StoreFault.of(failed)
                .filter(fault -> fault != StoreFault.OVERDUE)
                .isPresent();
    }
}

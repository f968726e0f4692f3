package org.communique.web;

import jakarta.transaction.RollbackException;
import jakarta.ws.rs.core.HttpHeaders;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.communique.sequence.StoreAwayException;

/** Tells that the store does not answer, which passes, from a fault of ours, which does not. */
public final class StoreFailure {
    /** Classes of SQLSTATE: no connection; the server stops, has stopped or is full (ISO 9075-2; PostgreSQL, appendix A). */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");
    /** Locks not had in time, transactions in each other's way, one ended since its writer stood still. */
    private static final Set<String> STATES = Set.of("25P03", "HYT00", "55P03", "40001", "40P01");
    /** H2: closed, broken, out of reach. */
    private static final Set<Integer> CODES = Set.of(90_067, 90_098, 90_121, 90_007, 90_020);

    /** Seconds. */
    static final String RETRY_AFTER = "2";

    private StoreFailure() {}

    /** The problem that the request ends with; empty where the store is not the reason. */
    static Optional<ProblemException> of(Throwable failed) {
        return isAway(failed)
                ? Optional.of(new ProblemException(
                                ProblemType.UNAVAILABLE,
                                "The store does not answer. A write that was under way may have been done: repeat it with the same"
                                        + " Idempotency-Key.")
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER))
                : Optional.empty();
    }

    /** Whether the store is the reason. */
    public static boolean isAway(Throwable failed) {
        return isAway(failed, new HashSet<>());
    }

    private static boolean isAway(Throwable failed, Set<Throwable> seen) {
        if (failed == null || !seen.add(failed)) {
            return false;
        }
        if (failed instanceof StoreAwayException
                || failed instanceof SQLException && isAway((SQLException) failed)
                || failed instanceof RollbackException && failed.getCause() == null) {
            // Without a cause the commit itself failed: constraints were checked before.
            return true;
        }
        for (Throwable also : failed.getSuppressed()) {
            if (isAway(also, seen)) {
                return true;
            }
        }
        return isAway(failed.getCause(), seen);
    }

    private static boolean isAway(SQLException failed) {
        String state = failed.getSQLState();
        if (state == null) {
            // The pool's own say nothing but that there was no connection in time.
            return failed instanceof SQLTimeoutException
                    || String.valueOf(failed.getMessage()).contains("acquisition timeout");
        }
        return state.length() == 5 && CLASSES.contains(state.substring(0, 2))
                || STATES.contains(state)
                || CODES.contains(failed.getErrorCode());
    }
}

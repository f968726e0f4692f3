package org.communique.store;

import jakarta.transaction.RollbackException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with a store or a disk where that, and not what was asked of it, is the reason of a failure. */
public enum StoreFault {
    FULL("the disk is full"),
    FILE_TOO_LARGE("a file has reached the maximum size"),
    READ_ONLY("the store is read-only"),
    DISK("the disk cannot be read or written"),
    TOO_MANY_CONNECTIONS("the database accepts no more connections"),
    AWAY("the store does not respond"),
    OVERDUE("the transaction took too long");

    /** Classes of SQLSTATE: no connection; the server stops, has stopped or is full (ISO 9075-2; PostgreSQL, appendix A). */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    private static final Map<String, StoreFault> STATES = Map.of(
            "53100", FULL,
            "53300", TOO_MANY_CONNECTIONS,
            "25006", READ_ONLY,
            "58030", DISK,
            // Locks not had in time, transactions in each other's way, one ended since its writer stood still.
            "25P03", AWAY,
            "HYT00", AWAY,
            "55P03", AWAY,
            "40001", AWAY,
            "40P01", AWAY);

    /** H2: written to though read-only; files that fail; closed, broken, out of reach; being opened; closed within a statement. */
    private static final Map<Integer, StoreFault> CODES = Map.of(
            90_097, READ_ONLY,
            90_028, DISK,
            90_031, DISK,
            90_067, AWAY,
            90_098, AWAY,
            90_121, AWAY,
            90_007, AWAY,
            90_020, AWAY,
            90_135, AWAY,
            50_000, AWAY);

    private static final Set<Integer> CLOSED = Set.of(90_098, 90_121);

    /** What operating systems say, in lower case. */
    private static final Map<String, StoreFault> WORDS = Map.of(
            "no space left on device", FULL,
            "not enough space on the disk", FULL,
            "disk quota exceeded", FULL,
            "file too large", FILE_TOO_LARGE,
            "read-only file system", READ_ONLY,
            "input/output error", DISK);

    private static final String H2_FILES = "org.h2.mvstore.MVStoreException";

    /** Its codes for reading and writing that failed, and for a damaged file. */
    private static final Pattern H2_DISK = Pattern.compile(".*/[126]]", Pattern.DOTALL);

    /** What is said to a commit, and to a statement, whose transaction was rolled back since its time was up. */
    private static final String ENDED = "is not active";

    private static final String ENDED_BEFORE = "transaction has rolled back";

    private final String words;

    StoreFault(String words) {
        this.words = words;
    }

    /** In words for anybody, such as "the disk is full". */
    public String words() {
        return words;
    }

    /** Whether what only reads can go on. */
    public boolean leavesReading() {
        return compareTo(DISK) <= 0;
    }

    /** The most specific reason among the failure, its causes and what it suppresses. */
    public static Optional<StoreFault> of(Throwable failed) {
        return Optional.ofNullable(worst(failed, Collections.newSetFromMap(new IdentityHashMap<>())));
    }

    /** Whether the embedded store has closed itself, as it does when a write fails; it has to be opened again. */
    public static boolean isClosed(SQLException failed) {
        return CLOSED.contains(failed.getErrorCode())
                || of(failed)
                        .filter(fault -> fault.leavesReading() && fault != READ_ONLY)
                        .isPresent();
    }

    private static StoreFault worst(Throwable failed, Set<Throwable> seen) {
        if (failed == null || !seen.add(failed)) {
            return null;
        }
        StoreFault found = plainer(one(failed), worst(failed.getCause(), seen));
        for (Throwable also : failed.getSuppressed()) {
            found = plainer(found, worst(also, seen));
        }
        return found;
    }

    private static StoreFault plainer(StoreFault one, StoreFault other) {
        return other == null || one != null && one.compareTo(other) <= 0 ? one : other;
    }

    private static StoreFault one(Throwable failed) {
        if (failed instanceof WritesRefusedException refused) {
            return refused.fault();
        }
        if (failed instanceof DatabaseUnavailableException) {
            return AWAY;
        }
        if (failed instanceof SQLException sql) {
            return one(sql);
        }
        if (failed instanceof IOException io) {
            return one(io);
        }
        if (failed instanceof RollbackException && isOfTheCommit(failed.getCause())) {
            return String.valueOf(failed.getMessage()).contains(ENDED) ? OVERDUE : AWAY;
        }
        boolean disk = failed.getClass().getName().equals(H2_FILES)
                && H2_DISK.matcher(failed.getMessage()).matches();
        return disk ? DISK : null;
    }

    /** The commit itself, for constraints were checked before; or a statement whose failure only marked the transaction. */
    private static boolean isOfTheCommit(Throwable cause) {
        return cause == null || cause.getClass() == Throwable.class;
    }

    private static StoreFault one(SQLException failed) {
        String state = failed.getSQLState();
        if (state == null) {
            // The pool's own say nothing but that there was no connection, or that the one there was is closed.
            String message = String.valueOf(failed.getMessage());
            if (message.contains(ENDED_BEFORE)) {
                return OVERDUE;
            }
            return failed instanceof SQLTimeoutException
                            || message.contains("acquisition timeout")
                            || message.contains("Failed to enlist")
                    ? AWAY
                    : null;
        }
        StoreFault known = STATES.getOrDefault(state, CODES.get(failed.getErrorCode()));
        return known == null && state.length() == 5 && CLASSES.contains(state.substring(0, 2)) ? AWAY : known;
    }

    private static StoreFault one(IOException failed) {
        String message = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        for (Map.Entry<String, StoreFault> known : WORDS.entrySet()) {
            if (message.contains(known.getKey())) {
                return known.getValue();
            }
        }
        // The other kinds of it say that a file is there, or is not.
        return failed instanceof AccessDeniedException || failed.getClass() == FileSystemException.class ? DISK : null;
    }
}

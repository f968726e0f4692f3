package org.communique.store;

import java.net.ConnectException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.LogRecord;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.jboss.logmanager.ExtLogRecord;

/** Says in one sentence why a store cannot be opened at start, and what to do, instead of where in the program it failed. */
public final class StartFailure {
    private static final String LOGGER = "io.quarkus.runtime.Application";
    static final String NOT_OURS =
            "The data directory cannot be read or written: make the service's user its owner, or set"
                    + " communique.data-directory to another directory";
    private static final String NEWER = "not resolved locally";

    private StartFailure() {}

    /** Puts the sentence in the place of the stack, where the line of the log is about such a failure. */
    public static void explain(LogRecord line) {
        if (line instanceof ExtLogRecord known && known.getThrown() != null && LOGGER.equals(known.getLoggerName())) {
            sentence(known.getThrown()).ifPresent(sentence -> {
                known.setThrown(null);
                known.setMessage(sentence, ExtLogRecord.FormatStyle.NO_FORMAT);
            });
        }
    }

    /** Empty for what is not about the store. */
    static Optional<String> sentence(Throwable failed) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failed; cause != null && causes.size() < 100; cause = cause.getCause()) {
            causes.add(cause);
        }
        Throwable root = causes.get(causes.size() - 1);
        for (Throwable cause : causes) {
            if (cause instanceof StoreNotOpenedException) {
                return Optional.of(cause.getMessage());
            }
            if (cause instanceof SQLException refused) {
                return Optional.of(sentence(refused, root));
            }
        }
        return causes.stream()
                .filter(FlywayException.class::isInstance)
                .findFirst()
                .map(cause -> cause.getMessage().contains(NEWER)
                        ? "The store was written by a newer version of the service: start that version, or restore a backup"
                                + " from before the upgrade."
                        : "The schema of the store does not match this version of the service: " + firstLine(cause)
                                + ".");
    }

    private static String sentence(SQLException refused, Throwable root) {
        String state = String.valueOf(refused.getSQLState());
        String why = " (" + firstLine(refused) + ")";
        return switch (refused.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                "The store is in use by another process: stop that process, or set another communique.data-directory"
                        + why + ".";
            case ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_ENCRYPTION_ERROR_1, ErrorCode.FILE_VERSION_ERROR_1 ->
                "The store's file is damaged or is not a store: restore it from a backup" + why + ".";
            case ErrorCode.FILE_CREATION_FAILED_1,
                    ErrorCode.IO_EXCEPTION_1,
                    ErrorCode.IO_EXCEPTION_2,
                    ErrorCode.TRACE_FILE_ERROR_2 -> NOT_OURS + why + ".";
            default -> sentence(state, root, why);
        };
    }

    private static String sentence(String state, Throwable root, String why) {
        if (root instanceof FileSystemException) {
            return NOT_OURS + why + ".";
        }
        if (state.startsWith("28")) {
            return "The database rejects the user or the password: set quarkus.datasource.username and"
                    + " quarkus.datasource.password" + why + ".";
        }
        if (state.startsWith("3D")) {
            return "The database does not exist: create it, or set quarkus.datasource.jdbc.url" + why + ".";
        }
        if (state.startsWith("08") || root instanceof ConnectException) {
            return "The database cannot be reached: start it, or set quarkus.datasource.jdbc.url" + why + ".";
        }
        return "The store cannot be opened" + why + ".";
    }

    /** Of the message, without the end of its sentence. */
    private static String firstLine(Throwable failed) {
        String line = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}

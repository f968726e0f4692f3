package org.communique.http.traffic;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.communique.store.StartFailure;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Keeps each message of the log on one line, whatever names, addresses and texts of others are in it: characters that would
 * begin a line, control a terminal or turn the direction of the text are written as escapes.
 */
@LoggingFilter(name = "one-line")
public final class SingleLineFilter implements Filter {
    @Override
    public boolean isLoggable(LogRecord line) {
        StartFailure.explain(line);
        String message = line instanceof ExtLogRecord known ? known.getFormattedMessage() : line.getMessage();
        if (message != null && !isPlain(message)) {
            if (line instanceof ExtLogRecord known) {
                known.setMessage(escaped(message), ExtLogRecord.FormatStyle.NO_FORMAT);
            } else {
                line.setMessage(escaped(message));
            }
        }
        if (line.getThrown() != null && !isPlain(line.getThrown(), 0)) {
            line.setThrown(new Escaped(line.getThrown(), 0));
        }
        return true;
    }

    private static boolean isPlain(String text) {
        return text.codePoints().noneMatch(SingleLineFilter::isForged);
    }

    private static boolean isPlain(Throwable thrown, int depth) {
        if (thrown == null || depth > Escaped.DEEPEST) {
            return thrown == null;
        }
        if (!isPlain(String.valueOf(thrown)) || !isPlain(thrown.getCause(), depth + 1)) {
            return false;
        }
        for (Throwable other : thrown.getSuppressed()) {
            if (!isPlain(other, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    /** C0 and C1 controls, the separators of lines and paragraphs, and the marks that embed or override a direction. */
    private static boolean isForged(int point) {
        return Character.isISOControl(point)
                || point == 0x2028
                || point == 0x2029
                || point >= 0x202a && point <= 0x202e
                || point >= 0x2066 && point <= 0x2069;
    }

    static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isForged(point)) {
                        line.append(String.format("\\u%04x", point));
                    } else {
                        line.appendCodePoint(point);
                    }
                }
            }
        });
        return line.toString();
    }

    /** An exception with the stack of another, and with what that says on one line. */
    private static final class Escaped extends Throwable {
        /** Chains of causes can be circles. */
        private static final int DEEPEST = 20;

        private final String text;

        private Escaped(Throwable thrown, int depth) {
            super(
                    escaped(String.valueOf(thrown.getMessage())),
                    thrown.getCause() == null || depth >= DEEPEST ? null : new Escaped(thrown.getCause(), depth + 1));
            text = escaped(String.valueOf(thrown));
            setStackTrace(thrown.getStackTrace());
            if (depth < DEEPEST) {
                for (Throwable other : thrown.getSuppressed()) {
                    addSuppressed(new Escaped(other, depth + 1));
                }
            }
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

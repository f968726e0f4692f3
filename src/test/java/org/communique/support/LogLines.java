package org.communique.support;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What is logged while it is open, a line each. */
public final class LogLines extends Handler implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public static LogLines listen() {
        LogLines lines = new LogLines();
        Logger.getLogger("").addHandler(lines);
        return lines;
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord line) {
        String message = line instanceof ExtLogRecord ? ((ExtLogRecord) line).getFormattedMessage() : line.getMessage();
        lines.add(message + Arrays.toString(line.getParameters()) + line.getThrown());
    }

    @Override
    public void flush() {
        // There is nothing in between.
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}

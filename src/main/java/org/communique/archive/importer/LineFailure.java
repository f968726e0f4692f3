package org.communique.archive.importer;

import java.util.List;
import org.communique.http.problem.Fault;
import org.communique.http.request.Parameters;
import org.jboss.logging.Logger;

/** Faults of a line that are found after a part of it was written: that part is rolled back. */
final class LineFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(LineFailure.class);

    private final transient List<Fault> faults;

    LineFailure(List<Fault> faults) {
        super(null, null, false, false);
        this.faults = faults;
    }

    /** What is wrong with a line that ended with an exception, which is logged unless it tells of faults. */
    static List<Fault> faults(long line, Throwable failed) {
        return failed instanceof LineFailure found ? found.faults : List.of(unexpected(line, failed));
    }

    /** An archive may have millions of such lines: the log has the place of each, and the stack at level debug. */
    static Fault unexpected(long line, Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        StackTraceElement[] stack = cause.getStackTrace();
        LOG.errorf(
                "Line %d of an import failed: %s at %s",
                line,
                Parameters.shown(cause.toString()).replaceAll("\\p{Cntrl}", " "),
                stack.length == 0 ? "an unknown place" : stack[0]);
        LOG.debugf(failed, "Line %d of an import failed", line);
        return Fault.body(
                "",
                "not-importable",
                "An internal error occurred at this line (" + cause.getClass().getSimpleName() + "); see the log.");
    }
}

package org.communique.search.index;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import org.communique.cluster.Follower;
import org.communique.cluster.Follower.Standstill;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.jboss.logging.Logger;

/** The index as those who ask it see it: whether it answers, and what number of the sequence it has reached. */
@ApplicationScoped
public class SearchIndex {
    private static final Logger LOG = Logger.getLogger(SearchIndex.class);

    private volatile OpenIndex open;
    private volatile boolean suspected;
    private volatile long number = -1;
    private volatile Progress progress = Progress.NOT_BEGUN;
    private volatile Follower follower;

    /**
     * How far a build of the index is.
     *
     * @param done releases that are in it
     * @param rate releases a second
     */
    public record Progress(long done, long total, long rate) {
        static final Progress NOT_BEGUN = new Progress(0, 0, 0);

        /** From 0 to 100. */
        public int percent() {
            return total == 0 ? 0 : (int) Math.min(100, done * 100 / total);
        }
    }

    /** Notes who tells whether the index goes on to follow the sequence. */
    public void follow(Follower following) {
        follower = following;
    }

    /** Why the index does not follow the sequence; empty while it does. */
    public Optional<Standstill> standstill() {
        Follower asked = follower;
        return asked == null ? Optional.empty() : asked.standstill();
    }

    /** Whether it can be asked. */
    public boolean isReady() {
        return number >= 0;
    }

    /** The last number of the sequence whose change can be found. */
    public long number() {
        return number;
    }

    public Progress progress() {
        return progress;
    }

    /** The index to ask; ends the request where there is none now. */
    public OpenIndex ready() {
        OpenIndex ready = open;
        if (number < 0 || ready == null) {
            throw notReady(standstill()
                    .map(still -> "The search index cannot be opened or built: " + still.reason() + ".")
                    .orElseGet(() -> progress.total() == 0
                            ? "The search index is not open yet."
                            : "The search index is being built: " + progress.percent() + " % of " + progress.total()
                                    + " releases are in it."));
        }
        return ready;
    }

    public static ProblemException notReady(String detail) {
        return new ProblemException(ProblemType.SEARCH_NOT_READY, detail).header(HttpHeaders.RETRY_AFTER, "2");
    }

    /** Waits until the index has reached a number, so long at most; whether it has. */
    public synchronized boolean await(long wanted, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (number >= 0 && number < wanted) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return number >= wanted;
    }

    public synchronized void reached(OpenIndex holding, long last) {
        open = holding;
        moveTo(last);
        notifyAll();
    }

    private void moveTo(long last) {
        number = last;
        if (follower != null) {
            follower.reached(last);
        }
    }

    /** Tells how far a build is; an index that is there besides goes on answering. */
    public void building(Progress now) {
        progress = now;
    }

    /** Notes that it did not answer, so that it is looked at. */
    public void suspect(RuntimeException failed) {
        if (!suspected) {
            LOG.warn("The search engine did not respond", failed);
        }
        suspected = true;
    }

    /** Whether it is to be looked at; asked once for each suspicion. */
    public boolean takeSuspicion() {
        boolean taken = suspected;
        suspected = false;
        return taken;
    }

    /** Nothing is to be asked from here on. */
    public synchronized void closed() {
        open = null;
        moveTo(-1);
        notifyAll();
    }
}

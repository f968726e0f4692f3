package org.communique.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;

/**
 * The last number of the sequence whose change is on disk. The embedded store shows a commit to others before it writes it:
 * where that fails, or the process is killed meanwhile, the commit is gone and its number goes to another change. So nothing
 * is read at a number before it is durable. A database server shows no commit sooner.
 */
@ApplicationScoped
public class DurableNumber {
    private static final long PATIENCE_SECONDS = 10;

    @Inject
    DatabaseTimeouts timeouts;

    private long number = -1;
    private int opening;

    /** Which opening of the embedded store this is; to be asked for before a number is read. */
    public synchronized int opening() {
        return opening;
    }

    public synchronized boolean covers(long number) {
        return timeouts.isRemote() || number <= this.number;
    }

    /** Notes that all up to a number are written. */
    public synchronized void written(long number) {
        if (number > this.number) {
            this.number = number;
            notifyAll();
        }
    }

    /** The embedded store is opened again: what was seen of the last opening only may be gone. */
    public synchronized void reopened() {
        opening++;
        notifyAll();
    }

    /**
     * Waits until a number that was read is durable.
     *
     * @throws DatabaseUnavailableException where it was not written in time, or the store was opened again meanwhile
     */
    public synchronized void await(long number, int opening) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!covers(number)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || this.opening != opening) {
                throw new DatabaseUnavailableException("the store has not yet written change " + number, null);
            }
            try {
                wait(left);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new DatabaseUnavailableException("stopped while change " + number + " was written", stopped);
            }
        }
    }
}

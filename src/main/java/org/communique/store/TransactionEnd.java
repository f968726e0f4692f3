package org.communique.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Supplier;

/**
 * Tells failures of work from those of its transaction. One that another thread rolls back while the work goes on reads
 * what does not fit what it read before.
 */
@ApplicationScoped
public class TransactionEnd {
    @Inject
    TransactionSynchronizationRegistry transaction;

    /**
     * Does the work of the present transaction.
     *
     * @throws DatabaseUnavailableException where the transaction was ended under it
     */
    public <T> T unlessEnded(Supplier<T> work) {
        T done;
        try {
            done = work.get();
        } catch (RuntimeException failed) {
            check(failed);
            throw failed;
        }
        check(null);
        return done;
    }

    private void check(Throwable cause) {
        int status = transaction.getTransactionStatus();
        if (status != Status.STATUS_ACTIVE && status != Status.STATUS_MARKED_ROLLBACK) {
            throw new DatabaseUnavailableException("the transaction was ended before its work was done", cause);
        }
    }
}

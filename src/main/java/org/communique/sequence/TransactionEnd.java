package org.communique.sequence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Supplier;

/**
 * Tells failures of work from those of its transaction. One whose time is up, or that seems so since the clock was set, is
 * rolled back by another thread while the work goes on; what it reads from then on does not fit what it read before.
 */
@ApplicationScoped
public class TransactionEnd {
    @Inject
    TransactionSynchronizationRegistry transaction;

    /**
     * Does the work of the present transaction.
     *
     * @throws StoreAwayException where it fails after the transaction was ended under it
     */
    public <T> T unlessEnded(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            int status = transaction.getTransactionStatus();
            if (status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK) {
                throw failed;
            }
            throw new StoreAwayException("the transaction was ended under its work", failed);
        }
    }
}

package org.communique.sequence;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.communique.cluster.WriteLock;
import org.communique.store.DatabaseTimeouts;
import org.communique.store.StartOrder;
import org.communique.store.StoreConfig;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/** Gives out the numbers of the one gapless sequence, inside the transaction that makes the change. */
@ApplicationScoped
public class Sequence {
    /** For longer nobody is to be kept waiting. */
    private static final Duration LONGEST = Duration.ofMillis(100);

    /** PostgreSQL ends the transaction of a writer that stands still for so many milliseconds: the others wait for it. */
    private static final String LONGEST_PAUSE = "set local idle_in_transaction_session_timeout = 7000";

    private static final String EXISTS = "select 1 from sequence_counter where id = " + SequenceCounter.ONLY;

    private static final Logger LOG = Logger.getLogger(Sequence.class);

    @Inject
    StoreConfig config;

    @Inject
    Clock clock;

    @Inject
    AgroalDataSource store;

    @Inject
    EntityManager entities;

    @Inject
    WriteLock writeLock;

    @Inject
    SequenceWatch watch;

    @Inject
    DatabaseTimeouts timeouts;

    @Inject
    TransactionSynchronizationRegistry transaction;

    private final Timer turns;

    Sequence(MeterRegistry metrics) {
        turns = Timer.builder("communique.sequence.turn")
                .description("Time for which write transactions held the sequence lock")
                .serviceLevelObjectives(LONGEST)
                .register(metrics);
    }

    void start(@Observes @Priority(StartOrder.STORE) StartupEvent start) throws SQLException {
        if (exists()) {
            config.restored().ifPresent(this::restored);
        } else {
            create();
        }
    }

    /** Without the object-relational mapper, whose first use takes a while: every start asks this before it can answer. */
    private boolean exists() throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(EXISTS)) {
            return row.next();
        }
    }

    @Transactional
    void create() {
        SequenceCounter counter = new SequenceCounter();
        counter.store = UUID.randomUUID();
        counter.restored = config.restored().orElse(null);
        counter.changedAt = clock.instant();
        counter.termChangedAt = counter.changedAt;
        try {
            counter.persistAndFlush();
        } catch (ConstraintViolationException anotherNodeWasFirst) {
            entities.clear();
        }
    }

    /** Gives a store that comes from a backup a new id, once for each restoring. */
    @Transactional
    void restored(String name) {
        writeLock.enter();
        SequenceCounter counter = SequenceCounter.locked();
        if (!name.equals(counter.restored)) {
            UUID before = counter.store;
            counter.store = UUID.randomUUID();
            counter.restored = name;
            LOG.infof("The store was restored (%s): its id was %s and is now %s", name, before, counter.store);
        }
    }

    /**
     * Waits for its turn to write the live store and keeps it until the transaction ends: from here on nobody else
     * changes the store, and the numbers taken are visible in their order or, after a rollback, not used at all.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public WriteTurn take() {
        writeLock.enter();
        if (timeouts.isRemote()) {
            entities.createNativeQuery(LONGEST_PAUSE).executeUpdate();
        }
        long began = System.nanoTime();
        SequenceCounter counter = SequenceCounter.locked();
        Held held = (Held) transaction.getResource(this);
        if (held == null) {
            held = new Held(began, counter);
            transaction.putResource(this, held);
            transaction.registerInterposedSynchronization(held);
        }
        watch.lookAfterCommit(held::number, writeLock.written());
        return new WriteTurn(held);
    }

    /** Times a turn, from the lock of the counter to its release. One that changes nothing is not told of. */
    private final class Held implements Synchronization {
        private final long began;
        private final long before;
        private SequenceCounter counter;

        Held(long began, SequenceCounter counter) {
            this.began = began;
            this.before = counter.number;
            this.counter = counter;
        }

        long number() {
            return counter.number;
        }

        @Override
        public void beforeCompletion() {
            // It lasts until the end.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED && counter.number > before) {
                turns.record(Duration.ofNanos(System.nanoTime() - began));
            }
        }
    }

    /** The right to write the live store until the transaction ends. */
    public final class WriteTurn {
        private final Held held;
        private boolean announced = true;

        private WriteTurn(Held held) {
            this.held = held;
        }

        /**
         * Sends what was written so far to the database and lets go of all entities of the transaction, so that a long turn
         * takes no more memory than a short one.
         */
        public void flushAndClear() {
            entities.flush();
            entities.clear();
            held.counter = SequenceCounter.findById(SequenceCounter.ONLY);
        }

        /** The number of the last change of a term, by which a writer sees that terms it has read are still the same. */
        public long termNumber() {
            return held.counter.termNumber;
        }

        /** Keeps the changes of this turn out of feeds and pushes. */
        public WriteTurn unannounced() {
            announced = false;
            return this;
        }

        /** Whether feeds and pushes announce the changes of this turn. */
        public boolean isAnnounced() {
            return announced;
        }

        /** The number that the next change takes. */
        public long next() {
            return held.counter.number + 1;
        }

        /** The time of the next change: never before that of an earlier one, and later than {@code last}. */
        public Instant timeAfter(Instant last) {
            Instant time = later(clock.instant(), held.counter.changedAt);
            return last == null ? time : later(time, last.plusMillis(1));
        }

        /** Numbers a change made at a time that {@link #timeAfter} gave. */
        public Change record(ChangeType type, Instant time, ChangeSubject subject) {
            SequenceCounter counter = held.counter;
            counter.number++;
            counter.changedAt = time;
            if (type == ChangeType.TERM_CHANGED) {
                counter.termNumber = counter.number;
                counter.termChangedAt = time;
            }
            Change change = new Change(counter.number, time, type, subject, announced);
            change.persist();
            return change;
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }
}

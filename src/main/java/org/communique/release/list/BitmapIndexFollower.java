package org.communique.release.list;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.communique.cluster.DeferredStartEvent;
import org.communique.cluster.Followers;
import org.communique.cluster.Worker;
import org.communique.release.bitmap.BitmapIndex;
import org.communique.release.bitmap.BitmapIndex.Move;
import org.communique.release.bitmap.Ordinals;
import org.communique.release.content.FilterState;
import org.communique.release.entity.PressRelease;
import org.communique.sequence.SequenceWatch;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.store.StoreFault;
import org.jboss.logging.Logger;

/**
 * Keeps the list index at the present number of the sequence: all of the log at start, and then what is added to it. A
 * reader whose snapshot is ahead by a little takes the rest itself.
 */
@ApplicationScoped
public class BitmapIndexFollower {
    private static final Logger LOG = Logger.getLogger(BitmapIndexFollower.class);
    private static final int BATCH = 10_000;
    private static final int BROKEN = -1;
    /** So many changes a reader takes; more are left to the follower, while the database answers. */
    private static final int FEW = 200;

    private static final Duration TICK = Duration.ofSeconds(1);
    /** Changes that come in a crowd are taken together. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Inject
    Snapshots snapshots;

    @Inject
    SequenceWatch watch;

    @Inject
    EntityManager entities;

    @Inject
    Followers followers;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Ordinals ordinals = new Ordinals();
    private BitmapIndex index = new BitmapIndex(ordinals);
    private final Worker worker = new Worker("communique-lists", TICK, this::round);
    private volatile boolean complete;
    /** That the index stands at; null where that is not known. */
    private Snapshot present;

    /** First of what is deferred: until the lists are in memory the database answers. */
    void start(@Observes @Priority(100) DeferredStartEvent start) {
        watch.onAdvance(number -> worker.wake());
        worker.start(followers.add("lists"));
        worker.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        worker.stop();
    }

    /** Changes that have to be read before lists are answered from memory for the first time; 0 from then on. */
    long unread() {
        return complete ? 0 : Math.max(0, watch.last() - number());
    }

    /** What the index says at the number of the transaction's snapshot; empty where it stands at another. */
    public <T> Optional<T> read(Function<BitmapIndex, T> question) {
        Optional<Snapshot> snapshot = snapshots.current();
        if (snapshot.isEmpty()) {
            return Optional.empty();
        }
        long number = snapshot.get().number();
        lock.readLock().lock();
        try {
            if (index.number() == number) {
                return Optional.of(question.apply(index));
            }
            if (!complete || index.number() > number || number - index.number() > FEW) {
                return Optional.empty();
            }
        } finally {
            lock.readLock().unlock();
        }
        try {
            take(snapshot.get());
        } catch (RuntimeException failed) {
            if (StoreFault.of(failed).isPresent()) {
                throw failed;
            }
            LOG.debug("A read could not apply the latest changes; the follower logs the reason", failed);
            return Optional.empty();
        }
        lock.readLock().lock();
        try {
            return index.number() == number ? Optional.of(question.apply(index)) : Optional.empty();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether the index is not at the number yet; false before it was read. */
    public boolean isBehind(long wanted) {
        return complete && number() < wanted;
    }

    /** Takes what is new where that is little; in a snapshot. */
    public void takeFew(Snapshot snapshot) {
        if (isBehind(snapshot.number()) && snapshot.number() - number() <= FEW) {
            take(snapshot);
        }
    }

    /** Answers while the index stands still, where it is at the number or beyond; empty where it is not. */
    public <T> Optional<T> atPresent(long least, Function<Snapshot, Optional<T>> work) {
        lock.readLock().lock();
        try {
            return complete && present != null && present.number() >= least ? work.apply(present) : Optional.empty();
        } finally {
            lock.readLock().unlock();
        }
    }

    Ordinals ordinals() {
        return ordinals;
    }

    /** What the index says at the number of the snapshot, or at the one it has reached; empty before it was read. */
    <T> Optional<T> readPresent(Function<BitmapIndex, T> question) {
        Optional<T> exact = read(question);
        if (exact.isPresent()) {
            return exact;
        }
        lock.readLock().lock();
        try {
            return complete ? Optional.of(question.apply(index)) : Optional.empty();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** While it fails the database answers. */
    private void round() {
        if (!complete || number() < watch.last()) {
            follow();
            worker.rest(PAUSE);
        }
    }

    private void follow() {
        boolean first = !complete;
        long began = System.nanoTime();
        // Each in a transaction of its own, of which none lasts: all of a long log takes minutes.
        int taken;
        do {
            taken = snapshots.read(this::take);
        } while (!worker.isStopped() && taken == BATCH);
        if (taken == BROKEN) {
            throw new IllegalStateException("the change log contradicts what was read from it before");
        }
        if (first && !worker.isStopped()) {
            complete = true;
            LOG.infof(
                    "Lists are in memory: %d releases, %.1f MB, read in %.1f s",
                    index.columns().size(), index.memory() / 1e6, (System.nanoTime() - began) / 1e9);
        }
    }

    /** Notes the state of a store in which nothing has changed yet. */
    private void standAt(Snapshot snapshot) {
        lock.writeLock().lock();
        try {
            if (present == null && index.number() == snapshot.number()) {
                present = snapshot;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Takes the next changes up to a number; answers with how many there were, or that they did not fit. */
    private int take(Snapshot snapshot) {
        long from = number();
        long to = snapshot.number();
        if (from >= to) {
            standAt(snapshot);
            return 0;
        }
        List<Object[]> changes = entities.createQuery(
                        "select c.number, c.subjectKind, c.subjectId, c.revision, c.announced, c.before, c.after"
                                + " from Change c where c.number > :after and c.number <= :to order by c.number",
                        Object[].class)
                .setParameter("after", from)
                .setParameter("to", to)
                .setMaxResults(BATCH)
                .getResultList();
        Map<UUID, Move> moves = moves(changes);
        long reached = changes.isEmpty() ? to : (Long) changes.get(changes.size() - 1)[0];
        lock.writeLock().lock();
        try {
            if (index.number() == from) {
                index.apply(moves.values(), reached);
                present = reached == to ? snapshot : null;
            }
        } catch (RuntimeException | Error broken) {
            LOG.error("The lists in memory contradict the change log; reading them again", broken);
            index = new BitmapIndex(ordinals);
            present = null;
            complete = false;
            worker.wake();
            return BROKEN;
        } finally {
            lock.writeLock().unlock();
        }
        return changes.size();
    }

    private long number() {
        lock.readLock().lock();
        try {
            return index.number();
        } finally {
            lock.readLock().unlock();
        }
    }

    private static Map<UUID, Move> moves(List<Object[]> changes) {
        Map<UUID, Move> moves = new LinkedHashMap<>();
        for (Object[] change : changes) {
            if (change[1].equals(PressRelease.KIND)) {
                Move move = new Move(
                        UUID.fromString((String) change[2]),
                        FilterState.read((String) change[5]),
                        FilterState.read((String) change[6]),
                        (Integer) change[3],
                        (Boolean) change[4] ? (Long) change[0] : 0);
                moves.merge(move.id(), move, Move::then);
            }
        }
        moves.values().removeIf(move -> move.before() == null && move.after() == null);
        return moves;
    }
}

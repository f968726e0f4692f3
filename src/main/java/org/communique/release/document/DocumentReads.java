package org.communique.release.document;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;
import org.communique.release.list.BitmapIndexFollower;
import org.communique.sequence.ChangeLog;
import org.communique.sequence.LiveState;
import org.communique.sequence.NotInMemory;
import org.communique.sequence.OfflineReads;
import org.communique.sequence.SequenceWatch;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.store.StoreFault;
import org.jboss.logging.Logger;

/** The lists and the documents of this node, where both are at the present number of the sequence. */
@ApplicationScoped
class DocumentReads implements LiveState {
    private static final Logger LOG = Logger.getLogger(DocumentReads.class);
    private static final ThreadLocal<DocumentStore> READ = new ThreadLocal<>();

    @Inject
    BitmapIndexFollower lists;

    @Inject
    DocumentFollower documents;

    @Inject
    SequenceWatch watch;

    @Inject
    Snapshots snapshots;

    @Inject
    OfflineReads offlineReads;

    @Inject
    MeterRegistry registry;

    private Counter fromNode;
    private Counter fromStore;

    @PostConstruct
    void count() {
        fromNode = counter("node");
        fromStore = counter("store");
    }

    private Counter counter(String source) {
        return Counter.builder("communique.reads")
                .description(
                        "Public reads that were not answered from the response cache, by whether the node's own documents or the database answered them")
                .tag("source", source)
                .register(registry);
    }

    @Override
    public <T> Optional<T> read(Function<Snapshot, T> work) {
        Optional<T> answer = own(work);
        (answer.isPresent() ? fromNode : fromStore).increment();
        return answer;
    }

    private <T> Optional<T> own(Function<Snapshot, T> work) {
        long present = watch.known();
        boolean current = watch.isCurrent();
        if (!current && offlineReads.tolerated().isEmpty() || documents.number() < 0) {
            return Optional.empty();
        }
        if (current && (lists.isBehind(present) || documents.number() < present)) {
            takeFew();
        }
        try {
            return lists.atPresent(
                    present, snapshot -> documents.at(snapshot.number(), store -> over(store, snapshot, work)));
        } catch (NotInMemory missing) {
            return Optional.empty();
        }
    }

    private static <T> T over(DocumentStore store, Snapshot snapshot, Function<Snapshot, T> work) {
        READ.set(store);
        try {
            return Snapshots.inMemory(snapshot, work);
        } finally {
            READ.remove();
        }
    }

    @Override
    public ChangeLog changes() {
        return Snapshots.isInMemory() ? documents().changes() : ChangeLog.STORED;
    }

    /** The documents that this thread reads. */
    public static DocumentStore documents() {
        return READ.get();
    }

    /** What is new, where that is little; otherwise the store answers until the followers have it. */
    private void takeFew() {
        try {
            snapshots.read(snapshot -> {
                lists.takeFew(snapshot);
                documents.takeFew(snapshot);
                return true;
            });
        } catch (RuntimeException failed) {
            if (StoreFault.of(failed).isPresent()) {
                throw failed;
            }
            LOG.debug("A read could not apply the latest changes; the followers log the reason", failed);
        }
    }
}

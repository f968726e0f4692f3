package org.communique.archive.job;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.communique.cluster.DeferredStartEvent;
import org.communique.cluster.NodeRegistry;
import org.communique.cluster.WriteLock;
import org.jboss.logging.Logger;

/**
 * Continues what a stop cut off, at the next start; and what a node that has gone leaves behind. An archive is on the disk
 * of the node that took it: no other can go on with it, unless they share the disk.
 */
@ApplicationScoped
class ImportRecovery {
    private static final Logger LOG = Logger.getLogger(ImportRecovery.class);

    private static final String CUT_OFF = "select id, status from import_job where node = ? and status in ('"
            + ImportJob.RUNNING + "', '" + ImportJob.FAILED + "') order by received_at, id";

    private static final String ENDED = "select 1 from import_job where id = ? and status in ('" + ImportJob.COMPLETED
            + "', '" + ImportJob.CANCELLED + "')";

    private static final String LOST =
            "The service stopped during the import, and the archive is no longer on its disk. Send it again: what was already imported is left unchanged.";

    @Inject
    ImportRunner runner;

    @Inject
    ImportSpool spool;

    @Inject
    NodeRegistry nodes;

    @Inject
    AgroalDataSource store;

    @Inject
    WriteLock writeLock;

    @Inject
    Clock clock;

    private final Queue<UUID> cutOff = new ArrayDeque<>();

    /** Before any can be sent to this process: those that another process of this node has begun. */
    void findCutOff(@Observes StartupEvent start) throws SQLException {
        // What was given up because this node was away is resumed, which its archive shows to be possible.
        Set<UUID> present = spool.present();
        try (Connection connection = store.getConnection();
                PreparedStatement select = connection.prepareStatement(CUT_OFF);
                PreparedStatement ended = connection.prepareStatement(ENDED)) {
            select.setObject(1, nodes.own());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject("id", UUID.class);
                    if (row.getString("status").equals(ImportJob.RUNNING) || present.contains(id)) {
                        cutOff.add(id);
                    }
                }
            }
            for (UUID id : present) {
                ended.setObject(1, id);
                try (ResultSet row = ended.executeQuery()) {
                    if (row.next()) {
                        spool.discard(spool.file(id));
                    }
                }
            }
        }
        nodes.onChange(this::lookForOrphans);
    }

    void resume(@Observes @Priority(450) DeferredStartEvent start) {
        for (UUID id = cutOff.peek(); id != null; id = cutOff.peek()) {
            if (Files.exists(spool.file(id))) {
                goOn(id);
            } else {
                runner.end(id, ImportJob.FAILED, LOST);
            }
            cutOff.remove();
        }
    }

    /** Those of nodes that have gone: taken where the archive is here, else given up. */
    private void lookForOrphans() {
        for (ImportJob orphan : QuarkusTransaction.requiringNew().call(ImportJob::orphans)) {
            if (!Files.exists(spool.file(orphan.id))) {
                abandon(orphan.id);
            } else if (QuarkusTransaction.requiringNew().call(() -> ImportJob.take(orphan, nodes.own()))) {
                goOn(orphan.id);
            }
        }
    }

    private void abandon(UUID id) {
        QuarkusTransaction.requiringNew().run(() -> {
            writeLock.enter();
            ImportJob job = ImportJob.locked(id);
            if (ImportJob.orphans().contains(job)) {
                job.abandon(clock.instant());
                LOG.warnf("Import %s failed: its node is gone, and the archive with it", id);
            }
        });
    }

    private void goOn(UUID id) {
        Optional<String> caller = QuarkusTransaction.requiringNew().call(() -> {
            writeLock.enter();
            ImportJob job = ImportJob.locked(id);
            if (job.isCancelled()) {
                return Optional.<String>empty();
            }
            job.resume();
            LOG.infof("Import %s resumes after line %d", id, job.dryRun ? 0 : job.readLines);
            return Optional.of(job.caller);
        });
        caller.ifPresentOrElse(known -> runner.start(id, known), () -> spool.discard(spool.file(id)));
    }
}

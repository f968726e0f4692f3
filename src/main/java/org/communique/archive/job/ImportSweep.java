package org.communique.archive.job;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Deletes archives that no import will read: of uploads that were cut off by a kill, and of imports that have ended. */
@ApplicationScoped
class ImportSweep {
    private static final Logger LOG = Logger.getLogger(ImportSweep.class);
    /** Another process on the same disk may be receiving one, for which there is no job yet. */
    private static final Duration ARRIVING = Duration.ofMinutes(1);

    private static final String STATUS = "select status from import_job where id = ?";

    @Inject
    ImportSpool spool;

    @Inject
    AgroalDataSource store;

    void sweep(@Observes StartupEvent start) throws SQLException {
        sweep();
    }

    void sweep() throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement select = connection.prepareStatement(STATUS)) {
            for (UUID id : spool.present()) {
                select.setObject(1, id);
                if (!isWanted(id, select)) {
                    LOG.infof("Deleted the archive of import %s, which is no longer needed", id);
                    spool.discard(spool.file(id));
                }
            }
        }
        spool.measure();
    }

    private boolean isWanted(UUID id, PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    // A failed one goes on where its node was only thought to have gone.
                    ? row.getString(1).equals(ImportJob.RUNNING)
                            || row.getString(1).equals(ImportJob.FAILED)
                    : spool.written(id).isAfter(Instant.now().minus(ARRIVING));
        }
    }
}

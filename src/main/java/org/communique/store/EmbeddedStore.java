package org.communique.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * The file of H2 beneath a connection. When a write to it fails it closes itself; what is in memory can still be read for a
 * while then, also what was never written, and a commit that comes too late ends without a word.
 */
public final class EmbeddedStore {
    private final MVStore store;

    private EmbeddedStore(MVStore store) {
        this.store = store;
    }

    public static EmbeddedStore of(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return new EmbeddedStore(session.getDatabase().getStore().getMvStore());
    }

    /** Whether all that was committed by now is written. */
    public boolean isOpen() {
        return !store.isClosed();
    }

    /** @throws SQLException as for every other use of a store that has closed itself */
    public void requireOpen() throws SQLException {
        if (!isOpen()) {
            throw new SQLException(
                    "The embedded store was closed after an error.",
                    ErrorCode.getState(ErrorCode.DATABASE_IS_CLOSED),
                    ErrorCode.DATABASE_IS_CLOSED);
        }
    }
}

package org.communique.sequence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.communique.store.DatabaseTimeouts;

/** Whether this node reads what it has of its own while the database does not answer. */
@ApplicationScoped
public class OfflineReads {
    @Inject
    SequenceWatch watch;

    @Inject
    DatabaseTimeouts timeouts;

    @Inject
    ReadsConfig config;

    /** How long ago the database has last answered; empty while it does, and once that is longer than reads go on without it. */
    public Optional<Duration> tolerated() {
        if (watch.isCurrent() || !timeouts.isRemote()) {
            return Optional.empty();
        }
        Duration age = watch.age();
        return age.compareTo(config.withoutDatabase()) <= 0 ? Optional.of(age) : Optional.empty();
    }
}

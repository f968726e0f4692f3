package org.communique.archive.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import org.communique.archive.ArchiveConfig;
import org.communique.http.pipeline.LargeBodies;

/** Archives arrive on disk, beside those that are being imported. */
@ApplicationScoped
class ArchiveBodies implements LargeBodies {
    @Inject
    ArchiveConfig config;

    @Inject
    ImportSpool spool;

    @Override
    public long largest() {
        return config.imports().maxSize().asLongValue();
    }

    @Override
    public Duration timeout() {
        return config.imports().timeout();
    }

    @Override
    public Path folder() {
        return config.dataDirectory().resolve("imports");
    }

    @Override
    public boolean take(long bytes) {
        return spool.take(bytes);
    }

    @Override
    public void giveBack(long bytes) {
        spool.giveBack(bytes);
    }
}

package org.communique.archive;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;

/** Where archives are put down, and what an empty store is filled with. */
@ConfigMapping(prefix = "communique")
public interface ArchiveConfig {
    /** The folder of everything the service keeps on disk. */
    Path dataDirectory();

    /** Whether an empty store is filled with the reference data and the sample at start. */
    boolean sample();

    @WithName("import")
    Imports imports();

    interface Imports {
        /** The largest archive, as it arrives. */
        @WithDefault("4G")
        MemorySize maxSize();

        /** The most lines of an archive, blank ones among them. */
        @WithDefault("10000000")
        long maxLines();

        /** The longest line; a longer one is a fault. */
        @WithDefault("16M")
        MemorySize maxLineSize();

        /** How many times as large as its compressed form an archive may be, once it is more than a few megabytes. */
        @WithDefault("200")
        int maxRatio();

        /** How long an import is worked on before one of another key has its turn. */
        @WithDefault("1s")
        Duration turn();

        /** How long one may take to arrive. */
        @WithDefault("4h")
        Duration timeout();

        /** The disk that all archives may take until they are imported. */
        @WithDefault("16G")
        MemorySize spool();
    }
}

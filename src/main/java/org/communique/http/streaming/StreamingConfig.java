package org.communique.http.streaming;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/** What answers that take their readers long may use. */
@ConfigMapping(prefix = "communique")
interface StreamingConfig {
    /** The folder of everything the service keeps on disk. */
    Path dataDirectory();

    Answers answers();

    /** How many of each kind may be open at once, overall and for one key or address. */
    interface Answers {
        @WithDefault("16")
        int exports();

        @WithDefault("4")
        int exportsPerAddress();

        @WithDefault("64")
        int downloads();

        @WithDefault("8")
        int downloadsPerAddress();

        @WithDefault("1000")
        int large();

        @WithDefault("100")
        int largePerAddress();

        @WithDefault("2")
        int highlights();

        @WithDefault("1")
        int highlightsPerAddress();

        @WithDefault("2000")
        int streams();

        @WithDefault("200")
        int streamsPerAddress();

        @WithDefault("2000")
        int polls();

        @WithDefault("200")
        int pollsPerAddress();

        /**
         * How many downloads are written at the same time, besides one export; each takes a processor and a connection to the
         * store meanwhile. By default half of the processors, one at least.
         */
        OptionalInt writers();

        /** How long a reader may take nothing before its connection is closed. */
        @WithDefault("30s")
        Duration patience();

        /** The disk that bodies on their way to readers may take, all together. */
        @WithDefault("4G")
        MemorySize spool();

        /** The heap that they may take; what does not fit waits on disk. */
        @WithDefault("32M")
        MemorySize memory();
    }
}

package org.communique.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.communique.value.Heap;

/** What the service says of its own address and time. */
@ConfigMapping(prefix = "communique")
public interface HttpConfig {
    /** The service's public address, without a slash at the end; the only source of absolute URLs. */
    URI baseUrl();

    Editorial editorial();

    Cache cache();

    interface Cache {
        /** How much memory cached responses may take; 0 keeps none. */
        @WithDefault("32M")
        MemorySize size();

        /** The same in bytes; in a small heap a sixteenth of it at most. */
        default long bytes() {
            return Math.min(size().asLongValue(), Heap.share(16));
        }
    }

    Limits limits();

    Cors cors();

    AccessLog accessLog();

    /** A line in the log for each request. */
    interface AccessLog {
        @WithDefault("false")
        boolean enabled();
    }

    /** How many requests a key, or an address without one, may make in a minute. */
    interface Limits {
        /** Whether there are any. */
        @WithDefault("true")
        boolean enabled();

        /** Reads; those answered with 304 or 410 are free. */
        @WithDefault("6000")
        int readsPerMinute();

        /** Searches, suggestions and related releases. */
        @WithDefault("3000")
        int searchesPerMinute();

        /** Everything that is not a read. */
        @WithDefault("6000")
        int writesPerMinute();

        /** Requests of one address that may be open at once, streams and waiting ones too. */
        @WithDefault("2000")
        int openRequests();

        /** Requests of one address whose bodies may be on their way at once. */
        @WithDefault("200")
        int openBodies();
    }

    /** Whose scripts may read. */
    interface Cors {
        /** Origins, such as {@code https://www.example.org}, separated by commas; a star for every one. */
        @WithDefault("*")
        List<String> origins();
    }

    interface Editorial {
        /** The distance of the instants at which publications may happen, counted from the epoch. */
        @WithDefault("1m")
        Duration grid();

        /** The zone whose calendar a release's {@code date} belongs to. */
        @WithDefault("Europe/Vienna")
        ZoneId zone();
    }

    default String absolute(String path) {
        String base = baseUrl().toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    /** The WebSub hub of every list and feed. */
    default String hub() {
        return absolute("/hub");
    }
}

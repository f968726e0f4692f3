package org.communique.http.traffic;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Keeps out of the metrics what sums up all requests, those under a credential too: from the bytes of the bodies and the
 * tasks of the workers, less what the public has asked for, one could tell that drafts are written and how long they are.
 */
class PublicMetrics {
    private static final DistributionStatisticConfig WITHIN = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(Stream.of(1, 5, 25, 100, 250, 1_000, 5_000)
                    .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
                    .toArray())
            .build();

    @Produces
    @Singleton
    MeterFilter nothingOfAllRequests() {
        return MeterFilter.deny(id ->
                id.getName().startsWith("http.server.bytes") || id.getName().startsWith("worker.pool"));
    }

    /** How many requests of each operation were answered within how long. */
    @Produces
    @Singleton
    MeterFilter histograms() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("http.server.requests") ? WITHIN.merge(config) : config;
            }
        };
    }
}

package org.communique.search;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.communique.cluster.Follower.Standstill;
import org.communique.search.index.SearchIndex;
import org.communique.sequence.SequenceWatch;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether search answers, and how far behind it is. It says nothing of readiness: without search everything else works, so
 * that no node is to be taken out of turn for it.
 */
@Wellness
@ApplicationScoped
class SearchHealth implements HealthCheck {
    @Inject
    SearchIndex index;

    @Inject
    SequenceWatch watch;

    @Inject
    MeterRegistry registry;

    void start(@Observes StartupEvent start) {
        Gauge.builder("communique.index.ready", index, asked -> asked.isReady() ? 1 : 0)
                .description("1 if search is available; 0 while the index is being built or unavailable")
                .register(registry);
        Gauge.builder("communique.index.lag", this, SearchHealth::lag)
                .description("Changes that this node has seen but that search does not include yet")
                .register(registry);
    }

    /** While the index is built the first time it is not behind. */
    private long lag() {
        return index.isReady() || index.standstill().isPresent()
                ? Math.max(0, watch.last() - Math.max(0, index.number()))
                : 0;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<Standstill> standstill = index.standstill();
        HealthCheckResponseBuilder check = HealthCheckResponse.named("search")
                .status(index.isReady() && standstill.isEmpty())
                .withData("sequence", index.number());
        standstill.ifPresent(still -> check.withData("behind", lag())
                .withData("since", still.since().toString())
                .withData("reason", still.reason()));
        return check.build();
    }
}

package org.communique.search;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.communique.sequence.SequenceWatch;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

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
                .description("1 while search answers, 0 while the index is built or does not work")
                .register(registry);
        Gauge.builder("communique.index.lag", this, SearchHealth::lag)
                .description("Changes that this node has seen and search has not")
                .register(registry);
    }

    private long lag() {
        return index.isReady() ? Math.max(0, watch.last() - index.number()) : 0;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("search")
                .status(index.isReady())
                .withData("sequence", index.number())
                .build();
    }
}

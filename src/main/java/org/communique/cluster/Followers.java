package org.communique.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.communique.cluster.Follower.Standstill;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether all that follows the sequence goes on. It says nothing of readiness: what stands still is behind, and the others
 * answer.
 */
@Default
@Wellness
@ApplicationScoped
public class Followers implements HealthCheck {
    @Inject
    MeterRegistry registry;

    @Inject
    Clock clock;

    private final Map<String, Follower> all = new ConcurrentSkipListMap<>();

    /** Adds one, or answers with the one of this name. */
    public Follower add(String name) {
        return all.computeIfAbsent(name, unused -> {
            Follower follower = new Follower(name, clock);
            Gauge.builder("communique.follower.stalled", follower, this::seconds)
                    .description("Seconds since this follower of the sequence stalled; 0 if it is running")
                    .baseUnit("seconds")
                    .tag("follower", name)
                    .register(registry);
            return follower;
        });
    }

    /** Whether one that goes on, and tells how far it is, is more than so many changes behind a number. */
    public boolean areBehind(long last, long most) {
        return all.values().stream().anyMatch(follower -> follower.isBehind(last, most));
    }

    private double seconds(Follower follower) {
        return follower.standstill()
                .map(still -> Math.max(
                        0.001, Duration.between(still.since(), clock.instant()).toMillis() / 1e3))
                .orElse(0.0);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder check = HealthCheckResponse.named("followers");
        boolean well = true;
        for (Follower follower : all.values()) {
            Optional<Standstill> standstill = follower.standstill();
            well &= standstill.isEmpty();
            check.withData(
                    follower.name(),
                    standstill
                            .map(still -> "stalled since " + still.since() + ": " + still.reason())
                            .orElse("running"));
        }
        return check.status(well).build();
    }
}

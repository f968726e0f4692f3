package org.communique.sequence;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether the database answers, or public reads go on without it: a balancer that took all nodes out would end those too. */
@Readiness
@HealthGroup("reads")
@ApplicationScoped
class DatabaseHealth implements HealthCheck {
    @Inject
    SequenceWatch watch;

    @Inject
    OfflineReads offlineReads;

    @Override
    public HealthCheckResponse call() {
        Optional<Duration> away = offlineReads.tolerated();
        HealthCheckResponseBuilder check =
                HealthCheckResponse.named("database").status(watch.isReachable() || away.isPresent());
        away.ifPresent(age -> check.withData("away", age.toSeconds() + " s"));
        return check.build();
    }
}

package org.communique.sequence;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Whether this node follows the sequence: one that does not would tell of an old state, and is better asked later. */
@Startup
@Readiness
@HealthGroup("reads")
@ApplicationScoped
class SequenceHealth implements HealthCheck {
    @Inject
    SequenceWatch watch;

    @Inject
    OfflineReads offlineReads;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sequence")
                .status(!watch.isSilent() || offlineReads.tolerated().isPresent())
                .withData("number", watch.last())
                .build();
    }
}

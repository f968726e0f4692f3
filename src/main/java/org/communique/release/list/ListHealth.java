package org.communique.release.list;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A node that has yet to read a long log is better asked later: until then the database counts every list anew. */
@Readiness
@HealthGroup("reads")
@ApplicationScoped
class ListHealth implements HealthCheck {
    /** So many changes are read within seconds, and counted as fast by the database. */
    private static final long FEW = 100_000;

    @Inject
    BitmapIndexFollower follower;

    @Override
    public HealthCheckResponse call() {
        long unread = follower.unread();
        return HealthCheckResponse.named("lists")
                .status(unread <= FEW)
                .withData("unread", unread)
                .build();
    }
}

package org.communique.web;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Keeps out of the metrics what sums up all requests, those under a credential too: from the bytes of the bodies and the
 * tasks of the workers, less what the public has asked for, one could tell that drafts are written and how long they are.
 */
class PublicMetrics {
    @Produces
    @Singleton
    MeterFilter nothingOfAllRequests() {
        return MeterFilter.deny(id ->
                id.getName().startsWith("http.server.bytes") || id.getName().startsWith("worker.pool"));
    }
}

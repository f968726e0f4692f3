package org.communique.http.traffic;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The metrics in the text format of Prometheus, or as OpenMetrics where that is asked for. */
class MetricsPage {
    private static final String OPEN = "application/openmetrics-text";
    private static final String OPEN_TYPE = OPEN + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    @Produces
    @Singleton
    PrometheusMeterRegistry registry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    void serve(@Observes Router router, PrometheusMeterRegistry registry) {
        // Some gauges ask the store.
        router.route("/q/metrics")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .blockingHandler(request -> answer(request, registry), false);
    }

    private static void answer(RoutingContext request, PrometheusMeterRegistry registry) {
        String accept = request.request().getHeader(HttpHeaders.ACCEPT);
        String type = accept != null && accept.contains(OPEN) ? OPEN_TYPE : TEXT_TYPE;
        String text = registry.scrape(type);
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(text);
    }
}

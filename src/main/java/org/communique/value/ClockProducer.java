package org.communique.value;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The one clock, in steps of a millisecond, for what asks when it is; and the ticks, for what asks how long it has been. */
@ApplicationScoped
class ClockProducer {
    @Produces
    @DefaultBean
    @ApplicationScoped
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }

    @Produces
    @DefaultBean
    @ApplicationScoped
    Ticks ticks() {
        return System::nanoTime;
    }
}

package org.communique.http.streaming;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;

/** The heap that long bodies take while their readers are at them. */
@ApplicationScoped
public class ResponseMemory {
    @Inject
    StreamingConfig config;

    @Inject
    MeterRegistry registry;

    private final AtomicLong taken = new AtomicLong();
    private long most;

    void start(@Observes StartupEvent start) {
        most = config.answers().memory().asLongValue();
        Gauge.builder("communique.answers.memory", taken, AtomicLong::get)
                .description("Heap used by long responses that have not been read completely")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Takes so many bytes, where they are left. */
    public boolean take(long bytes) {
        if (bytes == 0 || taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    public void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}

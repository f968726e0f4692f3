package org.communique.sequence;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.communique.cluster.DeferredStartEvent;
import org.jboss.logging.Logger;

/** How far this node has seen the sequence, how long ago it looked, and how long changes took to be seen by it. */
@ApplicationScoped
class SequenceMetrics {
    private static final Logger LOG = Logger.getLogger(SequenceMetrics.class);
    private static final String TIMES =
            "select changed_at from change_log where change_number > ? and change_number <= ?"
                    + " order by change_number fetch first 100 rows only";

    @Inject
    MeterRegistry registry;

    @Inject
    SequenceWatch watch;

    @Inject
    AgroalDataSource store;

    @Inject
    Clock clock;

    private Timer visible;
    private long told;

    /** After all who act on a change have asked to be told: they come first. */
    void start(@Observes @Priority(700) DeferredStartEvent start) {
        Gauge.builder("communique.sequence", watch, SequenceWatch::last)
                .description("The last number of the sequence that this node has seen")
                .register(registry);
        Gauge.builder("communique.sequence.age", watch, seen -> seen.age().toMillis() / 1e3)
                .description("Seconds since this node last read the sequence from the database")
                .baseUnit("seconds")
                .register(registry);
        visible = Timer.builder("communique.visible")
                .description("Time from a change until this node saw it")
                .serviceLevelObjectives(Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1))
                .register(registry);
        told = watch.last();
        watch.onAdvance(this::measure);
    }

    private void measure(long last) {
        Instant now = clock.instant();
        try (Connection connection = store.getConnection();
                PreparedStatement statement = connection.prepareStatement(TIMES)) {
            statement.setLong(1, told);
            statement.setLong(2, last);
            try (ResultSet times = statement.executeQuery()) {
                while (times.next()) {
                    Timestamp at = times.getTimestamp(1);
                    Duration took = Duration.between(at.toInstant(), now);
                    visible.record(took.isNegative() ? Duration.ZERO : took);
                }
            }
        } catch (SQLException notNow) {
            LOG.debug("The visibility of changes could not be measured", notNow);
        }
        told = last;
    }
}

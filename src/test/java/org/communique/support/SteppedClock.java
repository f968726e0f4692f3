package org.communique.support;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/**
 * The system's clock and an offset that a test steps in a packaged service, as an administrator or a time server does.
 * {@link ClockAgent} puts it in the place of the system's clock.
 */
public final class SteppedClock extends Clock {
    static final String PRODUCER = "org/communique/value/ClockProducer";
    static final String PATCHED = "patched-producer";
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static Path steps;

    private long offset;
    private long looked;

    /** What the service asks in place of {@link Clock#systemUTC()}. */
    public static Clock systemUTC() {
        return new SteppedClock();
    }

    public static void premain(String file, Instrumentation service) throws IOException {
        steps = Path.of(file);
        byte[] patched;
        try (var in = SteppedClock.class.getClassLoader().getResourceAsStream(PATCHED)) {
            patched = in.readAllBytes();
        }
        service.addTransformer(new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> changed, ProtectionDomain domain, byte[] bytes) {
                return PRODUCER.equals(name) ? patched : null;
            }
        });
    }

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(offset());
    }

    private synchronized long offset() {
        long now = System.nanoTime();
        if (looked == 0 || now - looked > LOOK_NANOS) {
            looked = now;
            try {
                offset = Long.parseLong(Files.readString(steps).strip());
            } catch (IOException | NumberFormatException beingWritten) {
                // The next look sees it.
            }
        }
        return offset;
    }

    /** Steps the clock of every service that follows the file. */
    public static void step(Path file, Duration off) throws IOException {
        Files.writeString(file, Long.toString(off.toMillis()));
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}

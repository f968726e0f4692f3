package org.communique.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.communique.support.PackagedStore;
import org.jboss.logging.Logger;

/** Everything that goes wrong at once: kills, a full disk, a store that is away, a clock that steps. */
final class Weather implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Weather.class);

    private final Site site;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private volatile boolean isOver;

    /** The seconds between two of a kind are the mean of what is drawn. */
    Weather(Site site, PackagedStore.Kind kind, Random random) {
        this.site = site;
        begin("kills", 20, random.nextLong(), any -> site.kill());
        begin("clock steps", 5, random.nextLong(), any -> site.step(Duration.ofSeconds(any.nextInt(7_200) - 3_600)));
        begin("standstills", 30, random.nextLong(), this::standStill);
        if (site.disk() != null) {
            begin("full disks", 20, random.nextLong(), this::fillDisk);
        }
        if (kind == PackagedStore.Kind.POSTGRESQL) {
            begin("stops of PostgreSQL", 40, random.nextLong(), any -> {
                site.store().restart(Duration.ofMillis(500 + any.nextInt(4_000)));
            });
        }
        begin("looks of the supervisor", 2, random.nextLong(), any -> site.supervise());
    }

    @FunctionalInterface
    private interface Event {
        void happen(Random random) throws Exception;
    }

    private void begin(String name, int meanSeconds, long seed, Event event) {
        Random random = new Random(seed);
        Thread thread = new Thread(
                () -> {
                    while (pause(random.nextInt(2_000 * meanSeconds))) {
                        try {
                            event.happen(random);
                            counts.merge(name, 1, Integer::sum);
                        } catch (Throwable failed) {
                            LOG.error(name, failed);
                            failures.add(failed);
                        }
                    }
                },
                name);
        threads.add(thread);
        thread.start();
    }

    /** Whether it goes on. */
    private boolean pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (!isOver && System.nanoTime() < end) {
                Thread.sleep(20);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !isOver;
    }

    private void fillDisk(Random random) throws Exception {
        try {
            site.disk().shrink();
            pause(1_000 + random.nextInt(6_000));
        } finally {
            site.disk().grow(Site.ROOM);
        }
    }

    /** The machine is overloaded, or swaps. */
    private void standStill(Random random) throws Exception {
        var service = site.service();
        if (service.isAlive() && !site.isKilled()) {
            service.freeze();
            pause(500 + random.nextInt(2_500));
            if (service.isAlive()) {
                service.thaw();
            }
        }
    }

    /** How often each came. */
    Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Calms down: room on the disk, the store up, the clock at rest. */
    @Override
    public void close() throws Exception {
        isOver = true;
        for (Thread thread : threads) {
            thread.join();
        }
        // As late as it ever was: a step back while the service was down holds deliveries up until then.
        site.step(Duration.ofHours(1));
        site.supervise();
        site.service().awaitReady();
    }
}

package org.communique.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.communique.support.ClockAgent;
import org.communique.support.PackagedStore;
import org.communique.support.Service;
import org.communique.support.SmallDisk;
import org.communique.support.SteppedClock;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;

/** One service, what it stands on, and how it is brought back; its data directory is a file system of its own. */
final class Site implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Site.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Lines of the log. */
    private static final int FAILURE = 60;

    /** Of the data directory, in megabytes. */
    static final int ROOM = 4_096;

    private final Path folder;
    private final PackagedStore store;
    private final Path clock;
    private final Map<String, String> settings = new HashMap<>();
    /** Null where none can be mounted. */
    private final SmallDisk disk;

    private volatile Service service;
    private volatile boolean isKilled;
    private volatile int starts;

    Site(PackagedStore.Kind kind, Path folder) throws Exception {
        this.folder = Files.createDirectories(folder.resolve("site"));
        clock = folder.resolve("clock");
        SteppedClock.step(clock, Duration.ZERO);
        store = PackagedStore.open(kind);
        disk = SmallDisk.ifAllowed(this.folder.resolve("data"), ROOM).orElse(null);
        if (disk == null) {
            LOG.warn("No file system can be mounted here: the disk is never full.");
        }
        settings.putAll(Map.of(
                "JAVA_TOOL_OPTIONS",
                ClockAgent.option(folder, clock),
                "COMMUNIQUE_ACCESS_BOOTSTRAP_KEY",
                TestStore.KEY,
                "COMMUNIQUE_SAMPLE",
                "false",
                "COMMUNIQUE_EDITORIAL_GRID",
                "1s",
                "COMMUNIQUE_LIMITS_ENABLED",
                "true",
                "COMMUNIQUE_LIMITS_WRITES_PER_MINUTE",
                "60000",
                "COMMUNIQUE_PUSH_ALLOW_PRIVATE_TARGETS",
                "true",
                "COMMUNIQUE_PUSH_SECRET_KEY",
                Base64.getEncoder().encodeToString(new byte[32]),
                "COMMUNIQUE_PUSH_RETRY_SCHEDULE",
                "0s" + ",200ms".repeat(100)));
        start();
    }

    Service service() {
        return service;
    }

    SmallDisk disk() {
        return disk;
    }

    PackagedStore store() {
        return store;
    }

    boolean isKilled() {
        return isKilled;
    }

    /** How often the service was started; negative while it is down. */
    int starts() {
        return isKilled || !service.isAlive() ? -1 : starts;
    }

    /** Whether it is explained by a kill that a connection broke that was opened at that many starts. */
    boolean explains(int startsBefore) {
        return startsBefore < 0 || startsBefore != starts();
    }

    void step(Duration off) throws IOException {
        SteppedClock.step(clock, off);
    }

    /** Kills the service and starts it again, as a supervisor does: until it stays up. */
    synchronized void kill() throws Exception {
        isKilled = true;
        service.kill();
        service.close();
        start();
        isKilled = false;
    }

    private void start() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                service = store.start(folder, settings);
                starts++;
                return;
            } catch (IllegalStateException noRoomOrStore) {
                if (System.nanoTime() > end) {
                    throw noRoomOrStore;
                }
                Thread.sleep(1_000);
            }
        }
    }

    /** Starts the service again where it ended by itself, as it may on a full disk. */
    synchronized void supervise() throws Exception {
        if (!service.isAlive()) {
            LOG.infof("it ended by itself: %s", lastLine(service.log()));
            kill();
        }
    }

    /** What the service wrote last of a failure. */
    String lastFailure() {
        try {
            List<String> log = service.log().lines().toList();
            for (int i = log.size() - 1; i >= 0; i--) {
                if (log.get(i).contains(" ERROR ") || log.get(i).contains("\"level\":\"ERROR\"")) {
                    return String.join("\n", log.subList(i, Math.min(log.size(), i + FAILURE)));
                }
            }
            return "";
        } catch (IOException gone) {
            return "";
        }
    }

    private static String lastLine(String log) {
        return log.strip().substring(log.strip().lastIndexOf('\n') + 1);
    }

    @Override
    public void close() throws Exception {
        service.kill();
        service.close();
        store.close();
        if (disk != null) {
            disk.close();
        }
    }
}

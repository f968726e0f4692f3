package org.communique.support;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says at the end of a run how often the application was started and which classes took longest, so that a regression is seen. */
public final class Slowest implements TestExecutionListener {
    private static final int SHOWN = 10;
    /** A system property, for each start of the application has classes of its own. */
    private static final String STARTS = "test.application.starts";

    private final Map<String, Long> began = new ConcurrentHashMap<>();
    private final Map<String, Duration> took = new ConcurrentHashMap<>();

    static void countStart() {
        System.setProperty(STARTS, Integer.toString(Integer.getInteger(STARTS, 0) + 1));
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        began.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Long start = began.remove(test.getUniqueId());
        test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getClassName())
                .filter(name -> start != null && !name.contains("$"))
                .ifPresent(name -> took.merge(name, Duration.ofNanos(System.nanoTime() - start), Duration::plus));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (took.size() < SHOWN) {
            return;
        }
        System.out.printf(
                "%d classes; the application was started %d times; the slowest:%n%s%n",
                took.size(),
                Integer.getInteger(STARTS, 0),
                took.entrySet().stream()
                        .sorted(Map.Entry.<String, Duration>comparingByValue(Comparator.reverseOrder()))
                        .limit(SHOWN)
                        .map(entry -> "%6.1f s  %s".formatted(entry.getValue().toMillis() / 1e3, entry.getKey()))
                        .collect(Collectors.joining("\n")));
    }
}

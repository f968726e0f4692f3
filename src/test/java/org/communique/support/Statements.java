package org.communique.support;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Counts the statements of the threads that do what is looked at: others read at any time too. */
@PersistenceUnitExtension
@ApplicationScoped
public class Statements implements StatementInspector {
    /** The threads that answer requests. */
    public static final String REQUESTS = "executor-thread";

    public static final String IMPORTS = "communique-import";

    private static final long serialVersionUID = 1L;
    private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

    private static final AtomicReference<Waiting> WAITING = new AtomicReference<>();

    private record Waiting(String part, Runnable action) {}

    /** Those since the last call. */
    public static int taken(String threads) {
        Integer count = COUNTS.remove(threads);
        return count == null ? 0 : count;
    }

    /** Has this done, once, before a request's next statement with the part in it is carried out. */
    public static void before(String part, Runnable action) {
        WAITING.set(new Waiting(part, action));
    }

    @Override
    public String inspect(String sql) {
        Waiting waiting = WAITING.get();
        if (waiting != null
                && sql.contains(waiting.part())
                && Thread.currentThread().getName().startsWith(REQUESTS)
                && WAITING.compareAndSet(waiting, null)) {
            waiting.action().run();
        }
        // What follows is the number of the thread.
        COUNTS.merge(Thread.currentThread().getName().replaceFirst("-\\d+$", ""), 1, Integer::sum);
        return sql;
    }
}

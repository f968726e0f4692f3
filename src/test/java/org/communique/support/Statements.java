package org.communique.support;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    /** Those since the last call. */
    public static int taken(String threads) {
        Integer count = COUNTS.remove(threads);
        return count == null ? 0 : count;
    }

    @Override
    public String inspect(String sql) {
        // What follows is the number of the thread.
        COUNTS.merge(Thread.currentThread().getName().replaceFirst("-\\d+$", ""), 1, Integer::sum);
        return sql;
    }
}

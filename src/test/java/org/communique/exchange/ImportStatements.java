package org.communique.exchange;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Counts the statements of the thread that imports. */
@PersistenceUnitExtension
@ApplicationScoped
public class ImportStatements implements StatementInspector {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger COUNT = new AtomicInteger();

    static int taken() {
        return COUNT.getAndSet(0);
    }

    @Override
    public String inspect(String sql) {
        if (Thread.currentThread().getName().equals("communique-import")) {
            COUNT.incrementAndGet();
        }
        return sql;
    }
}

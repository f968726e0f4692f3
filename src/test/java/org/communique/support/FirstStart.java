package org.communique.support;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InjectableContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.io.IOException;
import java.lang.reflect.Type;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Puts the running application back to its first start: its own parts are stopped, the store is emptied, everything in
 * memory is dropped, and its parts are started again with other settings. The framework, the server and the database go on,
 * which makes this some twenty times faster than a restart.
 */
final class FirstStart {
    private static final String OURS = "org.communique.";
    private static final String TESTS = FirstStart.class.getPackageName();
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    /** What the migrations insert. */
    private static final String INSERTED = "insert into search_lease (id) values (1)";

    /** The system properties that are set now, with what was there before; null where nothing was. */
    private static final Map<String, String> REPLACED = new HashMap<>();

    private FirstStart() {}

    static void again(Map<String, String> settings) throws SQLException, IOException {
        HttpServerOptions server = new HttpServerOptions();
        publish(new ShutdownEvent());
        empty(bean(AgroalDataSource.class));
        configure(settings);
        forget();
        bean(TestClock.class).go();
        bean(TestTicks.class).go();
        publish(new StartupEvent());
        publish(new HttpServerStart(server));
        awaitReady();
    }

    /** What starts after the server listens has started then. */
    private static void awaitReady() {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (Arc.container().listAll(HealthCheck.class, Readiness.Literal.INSTANCE).stream()
                .anyMatch(check -> check.get().call().getStatus() == HealthCheckResponse.Status.DOWN)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the application is not ready");
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** Calls the application's observers of the event, in their order. */
    private static <T> void publish(T event) {
        Set<ObserverMethod<? super T>> observers = beans().resolveObserverMethods(event);
        observers.stream()
                .filter(observer -> isOurs(observer.getBeanClass()))
                .sorted(Comparator.comparingInt(ObserverMethod::getPriority))
                .forEach(observer -> call(observer, event));
    }

    private static <S> void call(ObserverMethod<S> observer, S event) {
        observer.notify(new EventContext<S>() {
            @Override
            public S getEvent() {
                return event;
            }

            @Override
            public EventMetadata getMetadata() {
                return null;
            }
        });
    }

    private static void empty(AgroalDataSource store) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = current_schema"
                            + " and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'")) {
                while (row.next()) {
                    tables.add('"' + row.getString(1) + '"');
                }
            }
            if (TestStore.isPostgresql()) {
                statement.execute("truncate " + String.join(", ", tables) + " cascade");
            } else {
                statement.execute("set referential_integrity false");
                for (String table : tables) {
                    statement.execute("truncate table " + table);
                }
                statement.execute("set referential_integrity true");
            }
            statement.execute(INSERTED);
        }
    }

    /** Sets what differs from the other tests, and has the typed settings read again. */
    private static void configure(Map<String, String> settings) throws IOException {
        REPLACED.forEach((name, before) -> {
            if (before == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, before);
            }
        });
        REPLACED.clear();
        Map<String, String> all = new HashMap<>(TestStore.ofItsOwn());
        all.putAll(settings);
        all.forEach((name, value) -> REPLACED.put(name, System.setProperty(name, value)));
        Set<ConfigClass> mappings = beans().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .flatMap(bean -> bean.getTypes().stream())
                .map(FirstStart::asClass)
                .filter(type -> isOurs(type) && type.isAnnotationPresent(ConfigMapping.class))
                .map(ConfigClass::configClass)
                .collect(Collectors.toSet());
        ConfigMappings.registerConfigMappings(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class), mappings);
    }

    private static Class<?> asClass(Type type) {
        return type instanceof Class<?> plain ? plain : Object.class;
    }

    /** Destroys the application's beans, which are made again when they are next called, and its gauges and counters. */
    private static void forget() {
        InjectableContext context = Arc.container().getActiveContext(ApplicationScoped.class);
        for (InjectableBean<?> bean :
                List.copyOf(context.getState().getContextualInstances().keySet())) {
            if (isOurs(bean.getBeanClass())) {
                context.destroy(bean);
            }
        }
        MeterRegistry registry = bean(MeterRegistry.class);
        registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("communique."))
                .forEach(registry::remove);
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(OURS) && !type.getPackageName().equals(TESTS);
    }

    private static BeanManager beans() {
        return Arc.container().beanManager();
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}

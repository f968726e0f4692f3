package org.communique.http.pipeline;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.communique.sequence.SequenceWatch;
import org.communique.support.Await;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Metrics;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store that does not answer for a while. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class DatabaseUnavailableTest {
    private static final String LIST = "/v1/press-releases?limit=13";
    private static final int CONNECTIONS = 32;

    @Inject
    AgroalDataSource store;

    @Inject
    SequenceWatch watch;

    private final Desk desk = Desk.chief();

    @Test
    void what_the_node_has_of_its_own_alone_is_answered_once_the_store_is_silent_for_a_second() throws Exception {
        given().get(LIST).then().statusCode(200);
        given().get(LIST).then().statusCode(200).header("Cache-Status", containsString("hit"));
        Await.until("the documents", () -> documentsAnswer("limit=" + (14 + asked.getAndIncrement() % 80)));
        List<Connection> all = new ArrayList<>();
        try {
            while (all.size() < CONNECTIONS) {
                all.add(store.getConnection());
            }
            while (watch.isCurrent()) {
                Thread.sleep(20);
            }
            if (TestStore.isPostgresql()) {
                given().get(LIST)
                        .then()
                        .statusCode(200)
                        .header("Cache-Status", equalTo("communique; fwd=miss; detail=database-away"))
                        .header("Age", matchesPattern("[1-9]\\d*"));
            }
            given().get(TestStore.isPostgresql() ? "/v1/press-releases?sort=title" : LIST)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", equalTo("2"))
                    .body("type", equalTo("/problems/unavailable"));
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
        recovered();
    }

    private final AtomicInteger asked = new AtomicInteger();

    private static boolean documentsAnswer(String query) {
        double before = Metrics.sum("communique_reads_total{source=\"node\"}");
        given().get("/v1/press-releases?" + query).then().statusCode(200);
        return Metrics.sum("communique_reads_total{source=\"node\"}") > before;
    }

    private static void recovered() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (given().get(LIST).statusCode() != 200 && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        given().get(LIST).then().statusCode(200);
    }

    /** As a restart of the server does to those who are connected. */
    @Test
    void connections_that_break_under_load_are_503_and_lose_nothing_that_was_acknowledged() throws Exception {
        Assumptions.assumeTrue(TestStore.isPostgresql(), "H2 is in this process, and breaks no connection");
        Queue<String> written = new ConcurrentLinkedQueue<>();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicInteger refused = new AtomicInteger();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        List<Thread> load = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean writes = i % 2 == 0;
            Thread thread = new Thread(() -> {
                for (int n = 0; System.nanoTime() < end; n++) {
                    Response answer = writes
                            ? desk.json().body(Desk.content("Under load", "")).post("/v1/drafts")
                            : given().get("/v1/press-releases?limit=" + (1 + n % 90) + "&from=19" + (10 + n % 90)
                                    + "-01-01");
                    if (answer.statusCode() == 503 && answer.header("Retry-After") != null) {
                        refused.incrementAndGet();
                    } else if (answer.statusCode() == 201) {
                        written.add(answer.path("id"));
                    } else if (answer.statusCode() != 200) {
                        wrong.add(answer.statusCode() + " " + answer.asString());
                    }
                }
            });
            thread.start();
            load.add(thread);
        }
        while (System.nanoTime() < end) {
            breakConnections();
            Thread.sleep(150);
        }
        for (Thread thread : load) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(wrong));
        assertTrue(refused.get() > 0, "no connection was broken while a request used it");
        recovered();
        for (String id : written) {
            // The pool may have another of the connections that were broken.
            Await.until("read", () -> {
                int status = desk.read(id).statusCode();
                assertTrue(status == 200 || status == 503, id + " " + status);
                return status == 200;
            });
        }
        assertTrue(written.size() > 10, written.size() + " drafts");
    }

    private void breakConnections() {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and datname = current_database()");
        } catch (SQLException broken) {
            // This one was broken too.
        }
    }
}

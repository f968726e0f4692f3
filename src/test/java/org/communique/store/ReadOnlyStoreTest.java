package org.communique.store;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.communique.cluster.StoreWrites;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.LogLines;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store that takes no writes for a while: what can be read is, and the rest says why. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class ReadOnlyStoreTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final String REASON = "checks.find { it.name == 'writes' }.data.reason";

    @Inject
    AgroalDataSource store;

    @Inject
    StoreWrites writes;

    private final Desk desk = Desk.chief();

    @Test
    void postgresql_that_is_read_only_is_read_and_says_so() throws Exception {
        Assumptions.assumeTrue(TestStore.isPostgresql(), "a setting of PostgreSQL's");
        Index.await();
        Desk keyed = Desk.with("reader", "write:drafts");
        String draft = desk.draft(Desk.content("Before", ""));
        try (LogLines log = LogLines.listen()) {
            set("on");
            try {
                until(() -> given().get("/q/health/ready").statusCode() == 503);
                given().get("/q/health/ready").then().body(REASON, equalTo("the store is read-only"));
                expectReading();
                // A key that has never been used before: noting its use must not matter.
                keyed.keyed().get("/v1/drafts/" + draft).then().statusCode(200);
                expectRefused("the store is read-only");
            } finally {
                set("off");
            }
            recovered();
            assertEquals(
                    1,
                    log.lines().stream()
                            .filter(line -> line.contains("accepts no writes: "))
                            .count());
        }
    }

    /** As PostgreSQL reports a full disk, which no test can fill here; whether there is room is tried for real. */
    @Test
    void writes_are_refused_after_one_found_the_disk_full_until_there_is_room() {
        Assumptions.assumeTrue(TestStore.isPostgresql(), "H2 is filled in FullDiskIT");
        Index.await();
        writes.failed(new SQLException("could not extend file: No space left on device", "53100"));
        assertEquals(StoreFault.FULL, writes.refusal().orElseThrow().fault());
        expectReading();
        recovered();
    }

    private void expectReading() {
        given().get("/v1/press-releases").then().statusCode(200);
        given().get("/v1/press-releases?fieldOfWork=policing").then().statusCode(200);
        given().get("/v1/changes").then().statusCode(200);
        given().get("/v1/press-releases?q=police").then().statusCode(200);
        given().get("/q/health/group/reads").then().statusCode(200).body("checks.name", notNullValue());
    }

    private void expectRefused(String reason) {
        desk.json()
                .body(Desk.content("Refused", ""))
                .post("/v1/drafts")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("detail", containsString(reason));
    }

    private void recovered() {
        until(() -> given().get("/q/health/ready").statusCode() == 200);
        desk.published("After it takes writes again");
        Index.await();
        until(() -> given().get("/q/health/well").statusCode() == 200);
    }

    /** In a new transaction each statement is read-only then, those of sessions that are open too. */
    private void set(String value) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set default_transaction_read_only = " + value);
            statement.execute("select pg_reload_conf()");
        }
    }

    private static void until(BooleanSupplier wanted) {
        long end = System.nanoTime() + PATIENCE;
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(given().get("/q/health").asString());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }
}

package org.communique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.Hook;
import org.communique.support.PackagedStore;
import org.communique.support.RowCopy;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The service starts on a store with the schema of the last release, with rows in it, and applies the migrations added since
 * then. Where none was added it applies none: the test then shows that the service continues with the store of the release.
 *
 * <p>The schema comes from the copy of the released migrations; the rows are those of a store of today, without the columns
 * that are new. A migration that moves or rewrites data also needs a test of its own.
 */
@Tag("full")
class UpgradeIT {
    private static final String RELEASED = "classpath:db/released";
    private static final String NOW = "classpath:db/migration";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> SETTINGS = Map.of(
            "COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY,
            "COMMUNIQUE_SAMPLE", "true",
            "COMMUNIQUE_PUSH_ALLOW_PRIVATE_TARGETS", "true",
            "COMMUNIQUE_PUSH_SECRET_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "COMMUNIQUE_PUSH_RETRY_SCHEDULE", "0s,8s,1s");

    private static final List<String> READ = List.of(
            "/v1/exports/archive.ndjson",
            "/v1/press-releases/digest",
            "/v1/press-releases?limit=100&view=full",
            "/v1/drafts?limit=100",
            "/v1/embargoed",
            "/v1/api-keys",
            "/v1/audit?limit=100");

    @TempDir
    Path folder;

    private final Desk chief = Desk.chief();
    private String imported;

    @ParameterizedTest
    @EnumSource
    void a_store_of_the_last_release_loses_nothing(PackagedStore.Kind kind) throws Exception {
        Path today = folder.resolve("today");
        Path upgraded = folder.resolve("upgraded");
        try (PackagedStore store = PackagedStore.open(kind);
                Hook hook = new Hook()) {
            Desk officer;
            String untold;
            Map<String, String> before;
            try (Service service = store.start(today, SETTINGS)) {
                officer = Desk.with("Officer", "write:drafts", "publish");
                write(officer);
                hook.subscribe(chief, "");
                hook.refuseNext();
                untold = officer.published("Not yet told");
                hook.await(untold, PATIENCE);
                awaitFailed();
                before = state();
            }
            PackagedStore old = store.emptied(today, upgraded);
            Flyway flyway = flyway(old, upgraded, NOW);
            MigrationVersion last = last(flyway);
            MigrationVersion released = last(flyway(old, upgraded, RELEASED));
            flyway(old, upgraded, RELEASED).migrate();
            assertEquals(released, flyway.info().current().getVersion());
            List<MigrationVersion> added = versions(flyway.info().pending());
            int applied = flyway.info().applied().length;
            fill(store.url(today), old.url(upgraded));
            try (Service service = old.start(upgraded, SETTINGS)) {
                assertEquals(before, state());
                hook.awaitTimes(untold, 2, PATIENCE);
                goesOn(officer, hook);
            }
            List<MigrationVersion> all = versions(flyway.info().applied());
            assertEquals(added, all.subList(applied, all.size()), "the service has migrated it");
            assertEquals(last, flyway.info().current().getVersion());
            assertEquals(0, flyway.info().pending().length);
        }
    }

    private static Flyway flyway(PackagedStore store, Path folder, String migrations) {
        return Flyway.configure()
                .dataSource(store.url(folder), null, null)
                .locations(migrations)
                .load();
    }

    /** The last migration for a store that has none yet. */
    private static MigrationVersion last(Flyway flyway) {
        MigrationInfo[] pending = flyway.info().pending();
        return pending[pending.length - 1].getVersion();
    }

    private static List<MigrationVersion> versions(MigrationInfo[] migrations) {
        return Stream.of(migrations).map(MigrationInfo::getVersion).toList();
    }

    private static void fill(String from, String to) throws SQLException {
        Map<String, Integer> rows = RowCopy.between(from, to);
        for (String table : List.of("press_release", "tombstone", "draft", "api_key", "subscription", "delivery")) {
            assertTrue(rows.get(table) > 0, table);
        }
    }

    private void write(Desk officer) {
        imported = Archives.start("", Archives.releases("imported", 3));
        assertEquals(3, Archives.ended(imported).getInt("created"));
        String revised = officer.published("Revised");
        officer.patch(revised, "{\"place\":\"Oslo\"}").statusCode(201);
        officer.verb(revised, "publish", "{\"major\":true,\"changeNote\":\"A place\"}")
                .statusCode(200);
        officer.verb(officer.published("Withdrawn"), "withdraw", "{\"reason\":\"x\"}")
                .statusCode(200);
        chief.verb(officer.published("Retracted"), "retract", "{\"reason\":\"x\"}")
                .statusCode(200);
        officer.draft(Desk.content("Draft", ""));
        officer.verb(
                        officer.draft(Desk.content("Embargoed", "")),
                        "schedule",
                        "{\"publishAt\":\"2099-01-01T00:00:00Z\",\"embargoed\":true}")
                .statusCode(200);
        assertEquals(201, repeated(officer).statusCode());
    }

    /** The same request each time, which makes one draft. */
    private static Response repeated(Desk officer) {
        return officer.json()
                .header("Idempotency-Key", "once")
                .body(Desk.content("Sent twice", ""))
                .post("/v1/drafts");
    }

    /** Until the refusal is stored; a claim of the version before would have to run out first. */
    private void awaitFailed() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (chief.keyed().get("/v1/subscriptions").path("data[0].failingSince") == null) {
            assertTrue(System.nanoTime() < end, "the try fails");
            Thread.sleep(50);
        }
    }

    /** All that can be read, by its address. */
    private Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        for (String path : READ) {
            state.put(
                    path,
                    chief.keyed().get(path).then().statusCode(200).extract().asString());
        }
        state.put("import", Archives.ended(imported).prettify());
        JsonPath changes = RestAssured.get("/v1/changes?limit=1000").jsonPath();
        assertEquals(sequence(), changes.getInt("meta.sequence"), "all of them");
        state.put("changes", changes.getString("meta.store") + changes.getList("data"));
        return state;
    }

    private static int sequence() {
        return RestAssured.get("/v1/press-releases/digest").path("sequence");
    }

    private void goesOn(Desk officer, Hook hook) throws InterruptedException {
        int drafts = chief.keyed().get("/v1/drafts").path("meta.total");
        assertEquals(201, repeated(officer).statusCode());
        assertEquals(drafts, chief.keyed().get("/v1/drafts").<Integer>path("meta.total"), "the answer was kept");
        int audited = chief.keyed().get("/v1/audit").path("meta.total");
        int sequence = sequence();
        hook.await(officer.published("After the upgrade"), PATIENCE);
        assertEquals(sequence + 1, sequence());
        assertEquals(audited + 2, chief.keyed().get("/v1/audit").<Integer>path("meta.total"));
        String embargoed = chief.keyed().get("/v1/embargoed").path("data[0].id");
        officer.verb(embargoed, "unschedule", "{}").statusCode(200);
        officer.verb(embargoed, "publish", "{}").statusCode(200);
        hook.await(embargoed, PATIENCE);
    }
}

package org.communique.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.Index;
import org.communique.support.Service;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as a newcomer starts it, in a process of its own on the embedded store. */
class PackagedIT {
    @TempDir
    Path data;

    @Test
    void an_import_is_there_after_a_kill_and_a_restart() throws Exception {
        Map<String, String> settings = Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY);
        String etag;
        try (Service service = Service.start(data, settings)) {
            assertEquals(20, total());
            JsonPath job = Archives.importing(
                    "{\"record\":\"press-release\",\"id\":\"00000000-0000-4000-8000-00000000abcd\","
                            + "\"originalLanguage\":\"en\",\"date\":\"2031-01-01\",\"texts\":{\"en\":{\"title\":\"Survivor\",\"body\":{\"text\":\"Still here\"}}}}");
            assertEquals(1, job.getInt("created"));
            etag = RestAssured.get("/v1/press-releases/survivor").header("ETag");
            service.kill();
        }
        try (Service service = Service.start(data, settings)) {
            assertEquals(21, total(), "the sample is not brought in twice");
            assertEquals(etag, RestAssured.get("/v1/press-releases/survivor").header("ETag"));
            assertFalse(service.log().contains("API key"), "a key was given, so none is made");
            assertTrue(service.listensAt("127.0.0.1"));
            assertFalse(service.listensAt("127.0.0.2"), "nobody else can connect");
            assertTrue(service.log().contains("from this machine only, at 127.0.0.1"), service.log());
        }
    }

    @Test
    void the_first_start_makes_a_key_and_prints_it_once() throws Exception {
        String key;
        try (Service service = Service.start(data, Map.of("COMMUNIQUE_SAMPLE", "false"))) {
            assertEquals(0, total(), "the sample is switched off");
            key = service.log().replaceAll("(?s).*shown only once: (cq_\\S+).*", "$1");
            assertTrue(key.startsWith("cq_"), service.log());
            RestAssured.given()
                    .header("Authorization", "Bearer " + key)
                    .get("/v1/imports/x")
                    .then()
                    .statusCode(404);
        }
        try (Service service = Service.start(data, Map.of("COMMUNIQUE_SAMPLE", "false"))) {
            assertFalse(service.log().contains("cq_"), service.log());
            RestAssured.given()
                    .header("Authorization", "Bearer " + key)
                    .get("/v1/imports/x")
                    .then()
                    .statusCode(404);
            RestAssured.given()
                    .header("Authorization", "Bearer cq_x")
                    .get("/v1/imports/x")
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void export_wipe_import_export_gives_the_same_bytes() throws Exception {
        Map<String, String> settings =
                Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY, "COMMUNIQUE_SAMPLE", "false");
        byte[] archive;
        try (Service service = Service.start(data, Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", TestStore.KEY))) {
            Desk desk = Desk.chief();
            String revised = desk.published("Exported and revised");
            desk.patch(revised, "{\"place\":\"Oslo\"}").statusCode(201);
            desk.verb(revised, "publish", "{\"major\":true,\"changeNote\":\"A place\"}")
                    .statusCode(200);
            desk.verb(desk.published("Exported and withdrawn"), "withdraw", "{\"reason\":\"x\"}")
                    .statusCode(200);
            desk.verb(desk.published("Exported and retracted"), "retract", "{\"reason\":\"x\"}")
                    .statusCode(200);
            desk.json()
                    .body("{\"into\":\"policing\"}")
                    .post("/v1/fields-of-work/youth/merge")
                    .then()
                    .statusCode(200);
            String hidden = desk.draft(Desk.content("Not exported", ""));
            String related = desk.draft(
                    Desk.content("Exported and related", ",\"related\":[\"" + hidden + "\",\"" + revised + "\"]"));
            desk.verb(related, "publish", "{}").statusCode(200);
            archive = RestAssured.get("/v1/exports/archive.ndjson").asByteArray();
            assertFalse(new String(archive, java.nio.charset.StandardCharsets.UTF_8).contains(hidden));
        }
        try (Service service = Service.start(data.resolve("wiped"), settings)) {
            assertEquals("[]", Archives.importing(archive).getList("faults").toString());
            assertEquals(
                    new String(archive, java.nio.charset.StandardCharsets.UTF_8),
                    RestAssured.get("/v1/exports/archive.ndjson").asString());
        }
    }

    @Test
    void a_key_that_can_be_guessed_is_refused_in_a_sentence_and_all_addresses_are_opened_by_a_setting()
            throws Exception {
        String refused =
                Service.refuses(data, Map.of("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY", "changeme-changeme-changeme-changeme"));
        assertTrue(refused.contains("COMMUNIQUE_ACCESS_BOOTSTRAP_KEY must be at least 32 random characters"), refused);
        assertFalse(refused.contains("\tat "), refused);
        Map<String, String> settings = Map.of(
                "COMMUNIQUE_ACCESS_BOOTSTRAP_KEY",
                TestStore.KEY,
                "COMMUNIQUE_SAMPLE",
                "false",
                "COMMUNIQUE_ACCESS_LOG_ENABLED",
                "true",
                "QUARKUS_HTTP_HOST",
                "0.0.0.0");
        try (Service service = Service.start(data, settings)) {
            assertTrue(service.listensAt("127.0.0.2"));
            assertFalse(service.log().contains("from this machine only"), service.log());
            nobodyForgesALine(service);
        }
        for (String own : List.of("", "/communique.mv.db", "/push-secret.key", "/search", "/node")) {
            Path path = Path.of(data.resolve("data") + own);
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
            assertTrue(mode.endsWith("------"), path + " has " + mode);
        }
    }

    private static void nobodyForgesALine(Service service) throws Exception {
        Desk eve = Desk.with("eve\\nFORGED\\r\\u2028FORGED\\u0085FORGED\\u001b[2J", "write:drafts");
        eve.keyed().header("User-Agent", "x\u0085FORGED").get("/v1/%0AFORGED%E2%80%A8FORGED");
        eve.draft(Desk.content("By eve", ""));
        Index.awaitLog(service, "draft.write by eve\\nFORGED\\r\\u2028FORGED\\u0085FORGED\\u001b[2J: draft");
        Index.awaitLog(service, "POST /v1/drafts 201");
        assertTrue(Pattern.compile("\\R").splitAsStream(service.log()).noneMatch(line -> line.startsWith("FORGED")));
    }

    private static int total() {
        return RestAssured.get("/v1/press-releases")
                .then()
                .statusCode(200)
                .extract()
                .path("meta.total");
    }
}

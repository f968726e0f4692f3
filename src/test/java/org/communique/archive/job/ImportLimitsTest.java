package org.communique.archive.job;

import static io.restassured.RestAssured.given;
import static org.communique.support.Archives.ended;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.communique.support.FreshStore;
import org.communique.support.RawHttp;
import org.communique.support.RawSocket;
import org.communique.support.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an upload may not be. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(
        sample = false,
        settings = {"communique.import.max-line-size=2000", "communique.import.max-lines=600000"})
class ImportLimitsTest {
    private static final Duration FAR_BELOW_MINUTES = Duration.ofSeconds(20);
    private static final int MEGABYTE = 1 << 20;

    @Inject
    ImportSpool spool;

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] filled(int length, char with) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    private static byte[] times(byte[] bytes, int count) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    private static byte[] term(String code) {
        return ("{\"record\":\"field-of-work\",\"code\":\"" + code + "\",\"names\":{\"en\":\"" + code + "\"}}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ValidatableResponse sent(byte[] body) {
        return request().body(body).post("/v1/imports").then();
    }

    private static ValidatableResponse sent(byte[] body, String coding) {
        return request()
                .header("Content-Encoding", coding)
                .body(body)
                .post("/v1/imports")
                .then();
    }

    private static RequestSpecification request() {
        return given().header("Authorization", "Bearer " + TestStore.KEY).contentType("application/x-ndjson");
    }

    /** The status where the header comes more than once, which not every client can do. */
    private static int status(byte[] body, String... codings) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/imports"))
                .header("Authorization", "Bearer " + TestStore.KEY)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (String coding : codings) {
            request.header("Content-Encoding", coding);
        }
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static JsonPath imported(byte[] body, String coding) {
        String location = sent(body, coding).statusCode(202).extract().header("Location");
        return ended(URI.create(location).getPath());
    }

    @AfterEach
    void nothing_is_left_on_disk() {
        assertEquals(Set.of(), spool.present());
    }

    @Test
    void three_hundred_megabytes_of_newlines_in_a_third_of_one_are_refused() throws IOException {
        // As one member and as thirty.
        byte[] part = gzip(filled(10 * MEGABYTE, '\n'));
        byte[] newlines = times(part, 30);
        assertTimeout(
                FAR_BELOW_MINUTES,
                () -> sent(newlines, "gzip")
                        .statusCode(413)
                        .body("type", equalTo("/problems/content-too-large"))
                        .body("detail", containsString("lines")));
        sent(gzip(filled(40 * MEGABYTE, ' ')), "gzip").statusCode(413).body("detail", containsString("compressed"));
        sent(filled(MEGABYTE, '\n')).statusCode(413).body("detail", containsString("lines"));
    }

    @Test
    void blank_lines_and_white_space_cost_next_to_nothing_and_lines_keep_their_numbers() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        archive.writeBytes(term("before-the-gap"));
        archive.writeBytes(filled(500_000, '\n'));
        archive.writeBytes(filled(12 * MEGABYTE, ' '));
        archive.writeBytes("\n{}\r\n".getBytes(StandardCharsets.UTF_8));
        archive.writeBytes(term("after-the-gap"));
        JsonPath job = assertTimeout(FAR_BELOW_MINUTES, () -> imported(gzip(archive.toByteArray()), "gzip"));
        assertEquals("completed", job.getString("status"));
        assertEquals(3, job.getInt("lines"));
        assertEquals(2, job.getInt("created"));
        assertEquals(List.of(500_003), job.getList("faults.line"));
    }

    @Test
    void a_line_that_is_too_long_is_a_fault_and_the_rest_goes_on() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        archive.writeBytes(term("before-the-long-line"));
        archive.writeBytes(filled(3 * MEGABYTE, 'x'));
        archive.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
        archive.writeBytes(term("after-the-long-line"));
        JsonPath job = imported(archive.toByteArray(), "identity");
        assertEquals("completed", job.getString("status"));
        assertEquals(2, job.getInt("created"));
        assertEquals(List.of(2), job.getList("faults.line"));
        assertEquals(List.of("too-long"), job.getList("faults.code"));
        assertEquals(List.of("The line is longer than 2000 bytes."), job.getList("faults.detail"));
    }

    @Test
    void every_member_of_gzip_is_imported() throws IOException {
        byte[] members = times(gzip(term("first-member")), 2);
        byte[] three = Arrays.copyOf(members, members.length + gzip(term("last-member")).length);
        System.arraycopy(gzip(term("last-member")), 0, three, members.length, three.length - members.length);
        JsonPath job = imported(three, "X-GZIP");
        assertEquals(3, job.getInt("lines"));
        assertEquals(2, job.getInt("created"));
    }

    @Test
    void a_member_that_comes_after_a_pause_is_imported_too() throws IOException, InterruptedException {
        try (RawSocket socket = new RawSocket()) {
            socket.send("POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TestStore.KEY
                    + "\r\nContent-Type: application/x-ndjson\r\nContent-Encoding: gzip\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n");
            for (String code : List.of("sent-before-a-pause", "sent-after-a-pause")) {
                byte[] member = gzip(term(code));
                socket.send(Integer.toHexString(member.length) + "\r\n"
                        + new String(member, StandardCharsets.ISO_8859_1) + "\r\n");
                Thread.sleep(1_000);
            }
            RawHttp.Answer answer = socket.send("0\r\n\r\n").read();
            assertEquals(202, answer.status(), answer.body());
            String path = answer.head().replaceAll("(?is).*\r\nlocation: https?://[^/]+(\\S+).*", "$1");
            assertEquals(2, ended(path).getInt("created"));
        }
    }

    @Test
    void what_is_not_sound_gzip_is_400() throws IOException {
        byte[] sound = gzip(term("sound"));
        for (byte[] body : List.of(
                Arrays.copyOf(sound, sound.length - 1),
                Arrays.copyOf(sound, sound.length + 20),
                Arrays.copyOf(sound, 5),
                new byte[0],
                term("plain"))) {
            sent(body, "gzip").statusCode(400).body("detail", containsString("gzip"));
        }
        byte[] wrong = sound.clone();
        wrong[wrong.length - 6] ^= 1;
        sent(wrong, "gzip").statusCode(400).body("detail", containsString("gzip"));
        sent(sound).statusCode(400).body("detail", containsString("Content-Encoding"));
        sent(gzip(sound), "gzip").statusCode(400).body("detail", containsString("twice"));
    }

    @Test
    void other_codings_and_several_are_415() throws IOException, InterruptedException {
        byte[] sound = gzip(term("sound"));
        for (String coding : List.of("deflate", "zstd", "compress", "gzip, gzip", "gzip;q=1", "gzip,", "x")) {
            sent(sound, coding).statusCode(415);
        }
        assertEquals(415, status(sound, "gzip", "br"));
        assertEquals(415, status(sound, "gzip", "gzip"));
    }
}

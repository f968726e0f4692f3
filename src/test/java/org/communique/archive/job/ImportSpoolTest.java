package org.communique.archive.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.communique.archive.importer.ImportOptions;
import org.communique.archive.importer.UnknownTerms;
import org.communique.support.Archives;
import org.communique.support.Await;
import org.communique.support.FreshStore;
import org.communique.support.OpenFiles;
import org.communique.support.RawHttp;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false, settings = "communique.import.spool=1M")
class ImportSpoolTest {
    private static final byte[] SMALL =
            "{\"record\":\"country\",\"code\":\"KZ\",\"names\":{}}".getBytes(StandardCharsets.UTF_8);

    @Inject
    ImportSpool spool;

    @Inject
    ImportSweep sweep;

    @Test
    void beyond_what_all_may_take_is_a_503_and_nothing_is_left() throws Exception {
        // While it arrives, and where it is put down besides.
        for (int size : new int[] {3 << 20, 700_000}) {
            RawHttp.Answer full = RawHttp.send("POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + TestStore.KEY + "\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\nContent-Length: "
                    + size + "\r\n\r\n" + "\n".repeat(size));
            assertEquals(503, full.status());
            assertTrue(full.isProblem() && full.body().contains("/problems/unavailable"), full.body());
            assertTrue(full.head().contains("Retry-After: "), full.head());
            awaitNothingLeft();
        }
        for (int i = 0; i < 3; i++) {
            assertEquals("completed", Archives.importing(SMALL).getString("status"));
        }
    }

    @Test
    void an_upload_that_is_cut_off_leaves_nothing() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.getOutputStream()
                    .write(("POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TestStore.KEY
                                    + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: 900000\r\n\r\n"
                                    + "\n".repeat(300_000))
                            .getBytes(StandardCharsets.US_ASCII));
            Await.until("arriving", () -> OpenFiles.under("imports") == 1);
            socket.setSoLinger(true, 0);
        }
        awaitNothingLeft();
    }

    private void awaitNothingLeft() throws Exception {
        Await.until("nothing left", () -> spool.present().isEmpty() && OpenFiles.under("imports") == 0);
    }

    @Test
    void what_nothing_will_read_is_swept_and_the_rest_stays() throws Exception {
        UUID cutOff = archive(Duration.ofHours(1));
        UUID arriving = archive(Duration.ZERO);
        UUID running = archive(Duration.ofHours(1));
        UUID failed = archive(Duration.ofHours(1));
        UUID completed = archive(Duration.ZERO);
        UUID cancelled = archive(Duration.ZERO);
        job(running, ImportJob.RUNNING);
        job(failed, ImportJob.FAILED);
        job(completed, ImportJob.COMPLETED);
        job(cancelled, ImportJob.CANCELLED);
        sweep.sweep();
        assertEquals(Set.of(arriving, running, failed), spool.present());
        for (UUID id : spool.present()) {
            spool.discard(spool.file(id));
        }
        QuarkusTransaction.requiringNew().run(() -> ImportJob.deleteById(running));
        assertTrue(Files.notExists(spool.file(cutOff)));
    }

    private UUID archive(Duration age) throws Exception {
        UUID id = UUID.randomUUID();
        Path file = spool.file(id);
        Files.createDirectories(file.getParent());
        Files.write(file, SMALL);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
        return id;
    }

    private static void job(UUID id, String status) {
        QuarkusTransaction.requiringNew()
                .run(() -> ImportJob.start(
                                id,
                                UUID.randomUUID(),
                                "test",
                                new ImportOptions(true, false, UnknownTerms.REJECT),
                                1,
                                Instant.now())
                        .status = status);
    }
}

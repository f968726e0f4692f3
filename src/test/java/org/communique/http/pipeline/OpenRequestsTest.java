package org.communique.http.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.communique.support.FreshStore;
import org.communique.support.RawHttp;
import org.communique.support.RawSocket;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much an address may have under way at once. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@TestProfile(BehindProxy.class)
@FreshStore(
        settings = {
            "communique.limits.enabled=true",
            "communique.limits.open-requests=" + OpenRequestsTest.OPEN,
            "communique.limits.open-bodies=" + OpenRequestsTest.BODIES
        })
class OpenRequestsTest {
    private static final String LIST = "/v1/press-releases";
    static final int OPEN = 5;
    static final int BODIES = 3;

    private static String from(String address, String line, String more) {
        return line + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + address + "\r\n" + more + "\r\n";
    }

    private static void isTooMany(RawHttp.Answer answer) {
        assertEquals(429, answer.status());
        assertTrue(answer.isProblem(), answer.body());
        assertTrue(answer.head().contains("Retry-After: " + OpenRequests.RETRY_AFTER), answer.head());
    }

    @Test
    void an_address_has_so_many_bodies_on_their_way() throws IOException {
        String form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1\r\n";
        List<RawSocket> sending = new ArrayList<>();
        try {
            for (int i = 0; i < BODIES; i++) {
                sending.add(new RawSocket()
                        .send(from("2001:db8:2:1::" + i, "POST /hub", form + "Expect: 100-continue\r\n")));
                assertEquals(100, sending.get(i).read().status());
            }
            try (RawSocket same = new RawSocket();
                    RawSocket other = new RawSocket()) {
                isTooMany(same.send(from("2001:db8:2:1::9", "POST /hub", form)).read());
                assertEquals(
                        400,
                        other.send(from("2001:db8:2:2::1", "POST /hub", form) + "a")
                                .read()
                                .status());
            }
            assertEquals(400, sending.get(0).send("a").read().status());
            try (RawSocket again = new RawSocket()) {
                again.send(from("2001:db8:2:1::9", "POST /hub", form + "Expect: 100-continue\r\n"));
                assertEquals(100, again.read().status());
            }
        } finally {
            for (RawSocket one : sending) {
                one.close();
            }
        }
    }

    @Test
    void an_address_has_so_many_requests_open() throws IOException {
        List<RawSocket> streams = new ArrayList<>();
        try {
            for (int i = 0; i < OPEN; i++) {
                streams.add(new RawSocket().send(from("192.0.2.20", "GET /v1/changes/stream", "")));
                assertEquals(200, streams.get(i).read().status());
            }
            try (RawSocket same = new RawSocket();
                    RawSocket other = new RawSocket()) {
                isTooMany(same.send(from("192.0.2.20", "GET " + LIST + "?limit=9", ""))
                        .read());
                assertEquals(
                        200,
                        same.send(from("192.0.2.20", "GET /q/health/live", ""))
                                .read()
                                .status());
                assertEquals(
                        200,
                        other.send(from("192.0.2.21", "GET " + LIST + "?limit=9", ""))
                                .read()
                                .status());
            }
        } finally {
            for (RawSocket one : streams) {
                one.close();
            }
        }
        int status = 429;
        for (int i = 0; i < 1_000 && status == 429; i++) {
            // The end of the streams is noticed as soon as their connections are closed; this takes nothing of the
            // budget.
            try (RawSocket again = new RawSocket()) {
                status = again.send(from("192.0.2.20", "OPTIONS " + LIST, ""))
                        .read()
                        .status();
            }
        }
        assertEquals(200, status);
    }
}

package org.communique.push.outbound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OutboundTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final byte[] BODY = "{\"type\":\"press-release.published\"}".getBytes();

    private static Vertx vertx;

    private final Clock clock = Clock.fixed(Instant.parse("2010-07-08T12:00:00Z"), ZoneOffset.UTC);
    private Outbound outbound = outbound(new TargetGuard(true, InetAddress::getAllByName));

    private record Settings(boolean allowPrivateTargets, Duration timeout) implements PushConfig {
        @Override
        public Optional<String> secretKey() {
            return Optional.empty();
        }

        @Override
        public List<Duration> retrySchedule() {
            return List.of();
        }
    }

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    @AfterEach
    void close() {
        outbound.close();
    }

    private Outbound outbound(TargetGuard guard) {
        return new Outbound(vertx, new Settings(true, LIMIT), guard, clock);
    }

    private CallResult post(URI target) throws ExecutionException, InterruptedException, TimeoutException {
        return outbound.post(target, Map.of("Content-Type", "application/json"), BODY)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_receiver_that_answers_is_heard() throws Exception {
        byte[][] received = new byte[1][];
        try (RawReceiver receiver = new RawReceiver((in, out) -> {
            received[0] = in.readNBytes(BODY.length);
            out.write("HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\nthere".getBytes());
        })) {
            CallResult outcome = post(receiver.at("/hook?for=you"));
            assertEquals(202, outcome.status());
            assertEquals("there", new String(outcome.body()));
            assertTrue(outcome.isTaken());
            assertArrayEquals(BODY, received[0]);
            String head = receiver.heads().get(0);
            assertTrue(head.startsWith("POST /hook?for=you HTTP/1.1\r\n"), head);
            assertTrue(head.contains("\r\nhost: 127.0.0.1:" + receiver.port() + "\r\n"), head);
            assertTrue(head.contains("\r\nContent-Type: application/json\r\n"), head);
        }
    }

    @Test
    void no_answer_is_missed_however_fast_it_comes() throws Exception {
        // An answer that is missed never comes; one that a busy machine is slow with does.
        outbound.close();
        outbound = new Outbound(
                vertx,
                new Settings(true, Duration.ofSeconds(20)),
                new TargetGuard(true, InetAddress::getAllByName),
                clock);
        try (RawReceiver receiver = RawReceiver.saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nthere")) {
            List<CompletableFuture<CallResult>> calls = new ArrayList<>();
            for (int call = 0; call < 2_000; call++) {
                calls.add(outbound.get(receiver.at("/"), Map.of()).toCompletableFuture());
                if (call % 20 == 19) {
                    // So few at once that none of them waits for its turn until its time is over.
                    CompletableFuture.allOf(calls.subList(call - 19, call + 1).toArray(new CompletableFuture[0]))
                            .get(30, TimeUnit.SECONDS);
                }
            }
            for (CompletableFuture<CallResult> call : calls) {
                CallResult outcome = call.get(30, TimeUnit.SECONDS);
                assertEquals("there", new String(outcome.body()), outcome.error());
            }
        }
    }

    @Test
    void a_receiver_that_hangs_is_given_up() throws Exception {
        try (RawReceiver receiver = new RawReceiver((in, out) -> Thread.sleep(20_000))) {
            CallResult outcome = post(receiver.at("/"));
            assertEquals(0, outcome.status());
            assertEquals("no complete response was received within 2 s", outcome.error());
            assertTrue(outcome.took().compareTo(LIMIT.plusSeconds(2)) < 0, outcome.took() + "");
        }
    }

    @Test
    void a_receiver_that_drips_its_head_or_its_body_is_given_up() throws Exception {
        for (String begin : List.of("HTTP/1.1 200 OK\r\nX-Long: ", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")) {
            try (RawReceiver receiver = new RawReceiver((in, out) -> {
                out.write(begin.getBytes());
                for (int drop = 0; drop < 100; drop++) {
                    out.write('a');
                    out.flush();
                    Thread.sleep(200);
                }
            })) {
                CallResult outcome = post(receiver.at("/"));
                assertEquals(0, outcome.status());
                assertEquals("no complete response was received within 2 s", outcome.error());
            }
        }
    }

    @Test
    void a_receiver_that_closes_at_once_has_not_answered() throws Exception {
        try (RawReceiver receiver = new RawReceiver((in, out) -> {})) {
            CallResult outcome = post(receiver.at("/"));
            assertEquals(0, outcome.status());
            assertEquals("the connection was closed before the response was complete", outcome.error());
        }
        try (RawReceiver receiver = RawReceiver.saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")) {
            assertEquals(0, post(receiver.at("/")).status());
        }
    }

    @Test
    void of_a_gigabyte_the_first_64_kB_are_read() throws Exception {
        AtomicLong sent = new AtomicLong();
        CountDownLatch hungUp = new CountDownLatch(1);
        try (RawReceiver receiver = new RawReceiver((in, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n".getBytes());
            byte[] part = new byte[65_536];
            try {
                while (sent.get() < 1L << 30) {
                    out.write(part);
                    sent.addAndGet(part.length);
                }
            } finally {
                hungUp.countDown();
            }
        })) {
            CallResult outcome = post(receiver.at("/"));
            assertEquals(200, outcome.status());
            assertEquals(65_536, outcome.body().length);
            assertTrue(hungUp.await(20, TimeUnit.SECONDS), "the receiver was hung up on");
            assertTrue(sent.get() < 64L << 20, sent + " bytes went before the receiver was hung up on");
        }
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() throws Exception {
        try (RawReceiver receiver = RawReceiver.saying(
                "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/\r\nContent-Length: 0\r\n\r\n")) {
            CallResult outcome = post(receiver.at("/"));
            assertEquals(302, outcome.status());
            assertTrue(!outcome.isTaken());
        }
    }

    @Test
    void what_is_not_http_is_no_answer() throws Exception {
        try (RawReceiver receiver = RawReceiver.saying("SSH-2.0-OpenSSH_9.6\r\n\r\n")) {
            assertEquals(0, post(receiver.at("/")).status());
        }
    }

    @Test
    void nobody_there_is_said_so() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        CallResult outcome = post(URI.create("http://127.0.0.1:" + port + "/"));
        assertEquals(0, outcome.status());
        assertTrue(outcome.error().startsWith("the connection failed: "), outcome.error());
    }

    @Test
    void retry_after_comes_in_seconds_or_as_a_date() throws Exception {
        String[] headers = {"120", "Thu, 08 Jul 2010 12:02:00 GMT"};
        for (String header : headers) {
            try (RawReceiver receiver = RawReceiver.saying(
                    "HTTP/1.1 503 Busy\r\nRetry-After: " + header + "\r\nContent-Length: 0\r\n\r\n")) {
                assertEquals(Duration.ofSeconds(120), post(receiver.at("/")).retryAfter());
            }
        }
    }

    @Test
    void the_address_that_was_checked_is_the_one_called() throws Exception {
        outbound.close();
        AtomicLong lookUps = new AtomicLong();
        outbound = outbound(new TargetGuard(true, name -> new InetAddress[] {
            InetAddress.getByName(lookUps.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254")
        }));
        try (RawReceiver receiver = RawReceiver.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            CallResult outcome = post(URI.create("http://receiver.example:" + receiver.port() + "/"));
            assertEquals(200, outcome.status());
            assertEquals(1, lookUps.get());
            String head = receiver.heads().get(0);
            assertTrue(head.contains("\r\nhost: receiver.example:" + receiver.port() + "\r\n"), head);
        }
    }

    @Test
    void a_private_target_is_not_called() throws Exception {
        outbound.close();
        outbound = outbound(new TargetGuard(false, InetAddress::getAllByName));
        try (RawReceiver receiver = RawReceiver.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            CallResult outcome = post(receiver.at("/"));
            assertEquals(0, outcome.status());
            assertEquals("the address 127.0.0.1 is not public", outcome.error());
            assertTrue(receiver.heads().isEmpty());
        }
    }

    @Test
    void bad_addresses_and_headers_are_outcomes_too() throws Exception {
        assertEquals(
                "the address cannot be called: it is not an absolute http or https address",
                post(URI.create("mailto:press@example.org")).error());
        try (RawReceiver receiver = RawReceiver.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            CallResult outcome = outbound.get(receiver.at("/"), Map.of("X-Bad", "a\r\nX-Injected: b"))
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            assertEquals(0, outcome.status());
        }
    }
}

package org.communique.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Clients that send a byte now and then, and clients that read one now and then. */
final class Crowd implements AutoCloseable {
    private static final int EACH = 8;
    private static final int PAUSE_MILLIS = 100;
    private static final List<String> WRITTEN = List.of("/hub", "/v1/drafts", "/v1/imports");
    private static final List<String> READ = List.of(
            "/v1/exports/archive.ndjson",
            "/v1/press-releases.ndjson?view=full",
            "/v1/changes/stream?after=0",
            "/v1/press-releases.atom");

    private final Site site;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isOver;

    Crowd(Site site) {
        this.site = site;
        for (int i = 0; i < EACH; i++) {
            WRITTEN.forEach(path ->
                    begin("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\n\r\n", this::drip));
            READ.forEach(path -> begin("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n", this::sip));
        }
    }

    @FunctionalInterface
    private interface Slowly {
        void talk(Socket socket) throws IOException, InterruptedException;
    }

    private void begin(String head, Slowly slowly) {
        Thread thread = new Thread(() -> {
            while (!isOver) {
                try (Socket socket = new Socket()) {
                    socket.setReceiveBufferSize(4_096);
                    socket.setSoTimeout(1_000);
                    socket.connect(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(),
                                    site.service().port()),
                            1_000);
                    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                    slowly.talk(socket);
                } catch (IOException closed) {
                    // It comes again.
                } catch (InterruptedException stopped) {
                    return;
                }
                pause();
            }
        });
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void drip(Socket socket) throws IOException, InterruptedException {
        while (!isOver) {
            socket.getOutputStream().write('x');
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void sip(Socket socket) throws IOException, InterruptedException {
        InputStream in = socket.getInputStream();
        while (!isOver && in.read() >= 0) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        isOver = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}

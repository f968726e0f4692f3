package org.communique.support;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Readers of long answers, all of which take some bytes of what there is, again and again. */
public final class Drip implements AutoCloseable {
    private static final int SMALL_WINDOW = 4_096;
    private static final int STATUS = 12;

    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    private final int bytes;
    private final Duration pause;
    private final Thread thread;
    private volatile boolean stopped;

    private static final class Reader {
        private final SocketChannel channel;
        private final ByteBuffer start = ByteBuffer.allocate(STATUS);
        private volatile int status;
        private volatile boolean ended;

        Reader(SocketChannel channel) {
            this.channel = channel;
        }

        void read(int bytes) {
            try {
                ByteBuffer into = start.hasRemaining() ? start : ByteBuffer.allocate(bytes);
                ended |= channel.read(into) < 0;
                if (status == 0 && !start.hasRemaining()) {
                    status = Integer.parseInt(
                            new String(start.array(), StandardCharsets.US_ASCII).substring(STATUS - 3));
                }
            } catch (IOException cut) {
                ended = true;
            }
        }
    }

    /** Each takes so many bytes, then pauses. */
    public Drip(int bytes, Duration pause) {
        this.bytes = bytes;
        this.pause = pause;
        this.thread = new Thread(this::run, "drip");
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds a reader of an address. */
    public void open(String target) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
        channel.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
        channel.write(ByteBuffer.wrap(
                ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        readers.add(new Reader(channel));
    }

    private void run() {
        while (!stopped) {
            readers.stream().filter(reader -> !reader.ended).forEach(reader -> reader.read(bytes));
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /** How many have an answer. */
    public long answered() {
        return readers.stream().filter(reader -> reader.status != 0).count();
    }

    /** The different statuses that they were answered with. */
    public List<Integer> statuses() {
        return readers.stream().map(reader -> reader.status).distinct().sorted().toList();
    }

    /** How many were answered with this one. */
    public long with(int status) {
        return readers.stream().filter(reader -> reader.status == status).count();
    }

    /** How many have seen the end of their connection. */
    public long ended() {
        return readers.stream().filter(reader -> reader.ended).count();
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        for (Reader reader : readers) {
            reader.channel.close();
        }
    }
}

package org.communique.support;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Many connections of one thread that each send a request and then its body byte by byte. */
public final class Drips implements AutoCloseable {
    private static final long BETWEEN_BYTES = Duration.ofMillis(500).toMillis();
    private static final ByteBuffer DRIP = ByteBuffer.wrap(new byte[] {'a'});

    private final Selector selector = Selector.open();
    private final List<Drip> drips = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "drips");
    private volatile boolean stopped;

    private final class Drip {
        private final SocketChannel channel;
        private final StringBuffer answer = new StringBuffer();
        private volatile boolean ended;

        Drip(String head) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
            channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void read() {
            ByteBuffer buffer = ByteBuffer.allocate(4_096);
            try {
                int read = channel.read(buffer);
                if (read < 0) {
                    end();
                } else {
                    answer.append(new String(buffer.array(), 0, read, StandardCharsets.ISO_8859_1));
                }
            } catch (IOException reset) {
                end();
            }
        }

        void drip() {
            try {
                if (!ended) {
                    channel.write(DRIP.duplicate());
                }
            } catch (IOException reset) {
                // What was answered is still to be read.
            }
        }

        private void end() {
            ended = true;
            try {
                channel.close();
            } catch (IOException closed) {
                // It is over all the same.
            }
        }

        /** The status of the final answer; 0 for none. */
        int status() {
            String all = answer.toString();
            int last = all.lastIndexOf("HTTP/1.1 ");
            return last < 0 || all.startsWith("100", last + 9)
                    ? 0
                    : Integer.parseInt(all.substring(last + 9, last + 12));
        }
    }

    /** @param heads of the requests, taken in turn */
    public Drips(int connections, List<String> heads) throws IOException {
        for (int i = 0; i < connections; i++) {
            drips.add(new Drip(heads.get(i % heads.size())));
        }
        thread.start();
    }

    private void run() {
        long next = System.currentTimeMillis();
        try {
            while (!stopped) {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Drip) key.attachment()).read();
                }
                selector.selectedKeys().clear();
                if (System.currentTimeMillis() >= next) {
                    drips.forEach(Drip::drip);
                    next = System.currentTimeMillis() + BETWEEN_BYTES;
                }
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** How many are still on their way. */
    public long open() {
        return drips.stream().filter(drip -> !drip.ended).count();
    }

    /** How many were answered with each status; 0 is no answer. */
    public Map<Integer, Integer> answers() {
        Map<Integer, Integer> answers = new TreeMap<>();
        drips.forEach(drip -> answers.merge(drip.status(), 1, Integer::sum));
        return answers;
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        for (Drip drip : drips) {
            drip.channel.close();
        }
        selector.close();
    }
}

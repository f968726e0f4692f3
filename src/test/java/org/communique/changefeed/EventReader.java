package org.communique.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Reads server-sent events off a socket, as slowly as the test likes.. */
final class EventReader implements AutoCloseable {
    private static final int PATIENCE = 20_000;
    private static final int SMALL_WINDOW = 8_192;

    private final Socket socket;
    private final BufferedReader in;
    private final StringBuilder head = new StringBuilder();

    /** An event; null where the stream has ended. */
    record Event(String id, String name, String data) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(data);
        }
    }

    private EventReader(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1_024);
    }

    static EventReader open(String target, String... headers) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
        socket.setSoTimeout(PATIENCE);
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        // HTTP/1.0 has no chunks, so that the lines are those of the events.
        socket.getOutputStream()
                .write(("GET " + target + " HTTP/1.0\r\nHost: localhost\r\n" + more + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        EventReader reader = new EventReader(socket);
        for (String line = reader.in.readLine(); line != null && !line.isEmpty(); line = reader.in.readLine()) {
            reader.head.append(line).append('\n');
        }
        return reader;
    }

    String head() {
        return head.toString();
    }

    /** The next event that has data; null at the end. */
    Event next() throws IOException {
        while (true) {
            Event event = read();
            if (event == null || event.data() != null) {
                return event;
            }
        }
    }

    /** The id of the next event without data. */
    String beat() throws IOException {
        Event event = read();
        while (event != null && event.data() != null) {
            event = read();
        }
        return event == null ? null : event.id();
    }

    private Event read() throws IOException {
        String id = null;
        String name = null;
        String data = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && (id != null || name != null || data != null)) {
                return new Event(id, name, data);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

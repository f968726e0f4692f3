package org.communique.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A reader without a key that asks whichever node the test wants. */
public final class Client {
    private static final String END = "event: end";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public HttpResponse<String> get(Service node, String path) throws IOException, InterruptedException {
        return get(node, path, Duration.ofSeconds(20));
    }

    public HttpResponse<String> get(Service node, String path, Duration longest)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(node.at(path)).timeout(longest).build(), HttpResponse.BodyHandlers.ofString());
        ContractOfService.check(ContractOfService.faults(answer));
        return answer;
    }

    public long sequence(Service node, String path) throws IOException, InterruptedException {
        return Long.parseLong(
                get(node, path).headers().firstValue("Communique-Sequence").orElseThrow());
    }

    public Stream stream(Service node, String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                client.send(HttpRequest.newBuilder(node.at(path)).build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode());
        }
        return new Stream(answer.body());
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** An open stream of server-sent events. */
    public static final class Stream implements AutoCloseable {
        private final InputStream in;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        private Stream(InputStream in) {
            this.in = in;
            Thread reader = new Thread(this::read);
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    lines.add(line);
                }
            } catch (IOException cut) {
                lines.add("cut off: " + cut);
            }
        }

        /** Waits for a line that has this in it. */
        public void await(String part, Duration longest) throws InterruptedException {
            long end = System.nanoTime() + longest.toNanos();
            while (true) {
                String line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (line == null) {
                    throw new AssertionError("in " + longest + " nothing was heard of " + part);
                }
                if (line.contains(part)) {
                    return;
                }
            }
        }

        /** Waits until the service ends it, with the reason. */
        public void awaitEnd(Duration longest) throws InterruptedException {
            await(END, longest);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

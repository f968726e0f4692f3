package org.communique.support;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sees every request that reaches the application under test and every answer as it leaves, whichever client asks, and
 * compares each answer with the contract in a thread of its own.
 */
@ApplicationScoped
public class ContractWatch {
    private static final String NAME = "contract-watch";

    /** Of an answer; of a longer one only the head is compared. */
    private static final int LONGEST = 1 << 20;

    /** Answers that wait to be compared; what comes beyond is compared where it arises. */
    private static final int WAITING = 2_000;

    /** Bodies that were compared, so that none is twice. */
    private static final int REMEMBERED = 200_000;

    private final ExecutorService worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            task -> {
                Thread thread = new Thread(task, NAME);
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.CallerRunsPolicy());

    private final Set<Integer> compared = ConcurrentHashMap.newKeySet();

    /** What was wrong, with the first example. */
    private final Map<String, String> faults = new LinkedHashMap<>();

    private volatile ContractCheck check;
    private volatile String test = "no test";

    /** Ahead of the application's own first route. */
    void register(@Observes @Priority(1) Router router) {
        check = new ContractCheck(Contract.generated());
        router.route().order(Integer.MIN_VALUE).handler(this::follow);
    }

    void begin(String name) {
        test = name;
    }

    /** What was wrong since this was last asked; waits until every answer so far is compared. */
    List<String> takeFaults() throws InterruptedException, ExecutionException {
        worker.submit(() -> {}).get();
        synchronized (faults) {
            List<String> all = faults.entrySet().stream()
                    .map(fault -> fault.getKey() + "\n      " + fault.getValue())
                    .toList();
            faults.clear();
            return all;
        }
    }

    private void follow(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2) {
            // Its frames are encoded by the connection itself, so that only the head can be seen.
            context.addEndHandler(ended -> compare(
                    new Exchanged(
                            context.request().method().name(),
                            context.request().uri(),
                            context.response().getStatusCode(),
                            headers(context.response().headers()),
                            null),
                    test));
        } else if (context.request().connection() instanceof ConnectionBase connection) {
            ChannelPipeline pipeline = connection.channel().pipeline();
            if (pipeline.get(NAME) == null && pipeline.get("handler") != null) {
                pipeline.addBefore(
                        "handler",
                        NAME,
                        new Recorder(
                                context.request().method().name(),
                                context.request().uri()));
            }
        }
        context.next();
    }

    private static Map<String, List<String>> headers(Iterable<Map.Entry<String, String>> all) {
        Map<String, List<String>> headers = new HashMap<>();
        all.forEach(header -> headers.computeIfAbsent(header.getKey().toLowerCase(), name -> new ArrayList<>())
                .add(header.getValue()));
        return headers;
    }

    private void compare(Exchanged answer, String during) {
        int hash = Arrays.hashCode(new Object[] {
            answer.method(), answer.path(), answer.status(), answer.mediaType(), Arrays.hashCode(answer.body())
        });
        if (compared.size() < REMEMBERED && !compared.add(hash)) {
            return;
        }
        worker.execute(() -> {
            List<String> wrong;
            try {
                wrong = check.faults(answer);
            } catch (RuntimeException failed) {
                wrong = List.of("it cannot be compared: " + failed);
            }
            synchronized (faults) {
                wrong.forEach(fault -> faults.putIfAbsent(fault, answer + " in " + during));
            }
        });
    }

    /** Sits between the application and the encoding of its answers, on one connection. */
    private final class Recorder extends ChannelDuplexHandler {
        private final Deque<String[]> asked = new ArrayDeque<>();
        private HttpResponse head;
        private ByteArrayOutputStream body;

        Recorder(String method, String uri) {
            asked.add(new String[] {method, uri});
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (message instanceof HttpRequest request) {
                asked.add(new String[] {request.method().name(), request.uri()});
            }
            super.channelRead(context, message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof HttpResponse response && response.status().code() >= 200) {
                head = response;
                body = new ByteArrayOutputStream();
            }
            if (head != null) {
                if (message instanceof ByteBufHolder holder) {
                    keep(holder.content());
                } else if (!(message instanceof HttpResponse)) {
                    body = null;
                }
                if (message instanceof LastHttpContent) {
                    end();
                }
            }
            super.write(context, message, promise);
        }

        private void keep(ByteBuf bytes) {
            if (body != null && body.size() + bytes.readableBytes() <= LONGEST) {
                byte[] copy = new byte[bytes.readableBytes()];
                bytes.getBytes(bytes.readerIndex(), copy);
                body.writeBytes(copy);
            } else {
                body = null;
            }
        }

        private void end() {
            String[] request = asked.poll();
            HttpResponse answer = head;
            head = null;
            if (request != null) {
                Map<String, List<String>> headers = new HashMap<>();
                answer.headers()
                        .forEach(header -> headers.computeIfAbsent(
                                        header.getKey().toLowerCase(), name -> new ArrayList<>())
                                .add(header.getValue()));
                compare(
                        new Exchanged(
                                request[0],
                                request[1],
                                answer.status().code(),
                                headers(answer.headers()),
                                body == null ? null : body.toByteArray()),
                        test);
            }
        }

        /** A stream that was ended by its reader is compared as far as it came. */
        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            if (head != null) {
                boolean lines =
                        String.valueOf(head.headers().get("Content-Type")).startsWith("text/event-stream");
                body = lines ? body : null;
                end();
            }
            super.channelInactive(context);
        }
    }
}

package org.communique.transport;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.communique.transport.Arrival.Refusal;

/**
 * Follows the requests of a connection as they leave the decoder. One that cannot be answered goes on as another that says so, in
 * its place among those before it, and nothing after it is taken; so it is with a head that does not come.
 */
final class Connection extends ChannelDuplexHandler {
    /** How long a client that is still sending may take to read why the connection ends. */
    private static final long LINGER_SECONDS = 5;

    /** How long what has come may take to be read, where many connections come at once. */
    private static final long UNREAD_MILLIS = 1_000;

    private final Connections connections;
    private final Framing framing = new Framing();

    /** A request with a body, until all that has come of it is decoded: then it can be seen whether that is all of it. */
    private final List<Object> held = new ArrayList<>(2);

    private ChannelHandlerContext context;
    private String network;
    private Arrival arriving;
    private Future<?> patience;
    private boolean decoded;
    private boolean begun;
    private boolean deaf;
    private Future<?> lingering;
    private ChannelPromise closed;

    Connection(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        network = added.channel().remoteAddress() instanceof InetSocketAddress address
                ? Network.of(address.getAddress().getHostAddress())
                : Network.of(null);
        awaitHead();
    }

    @Override
    public void channelRead(ChannelHandlerContext ignored, Object message) {
        decoded = true;
        if (deaf) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            take(request);
        } else if (message instanceof HttpContent content && arriving != null) {
            take(content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void take(HttpRequest request) {
        headArrived();
        Refusal fault = framing.fault(request).orElse(null);
        if (fault != null) {
            // What cannot be made out at all has an address of the decoder's.
            refuse(request.method(), request instanceof FullHttpRequest ? "/" : request.uri(), fault);
            return;
        }
        Arrival arrival = Arrival.of(request.headers());
        request.setDecoderResult(arrival);
        if (arrival.hasBody()) {
            arriving = arrival;
            held.add(request);
        } else {
            context.fireChannelRead(request);
        }
    }

    private void take(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            deaf = true;
            arriving.fail("The body is not valid chunked coding (RFC 9112 section 7.1)"
                    + Framing.reason(content.decoderResult().cause()));
            content.release();
            return;
        }
        boolean last = content instanceof LastHttpContent;
        if (last) {
            arriving.complete();
            arriving = null;
        }
        if (held.isEmpty()) {
            context.fireChannelRead(content);
            return;
        }
        held.add(content);
        if (last) {
            passOn();
        }
    }

    private void passOn() {
        if (!held.isEmpty()) {
            List<Object> all = List.copyOf(held);
            held.clear();
            all.forEach(context::fireChannelRead);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ignored) {
        passOn();
        if (!decoded && arriving == null && !deaf) {
            begun = true;
            awaitHead();
        }
        decoded = false;
        context.fireChannelReadComplete();
    }

    private void awaitHead() {
        if (patience == null) {
            connections.await(network, this);
            patience = context.executor().schedule(this::tooSlow, connections.headMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void headArrived() {
        begun = false;
        if (patience != null) {
            patience.cancel(false);
            patience = null;
            connections.arrived(network, this);
        }
    }

    private void tooSlow() {
        boolean partly = begun;
        boolean reads = context.channel().config().isAutoRead();
        headArrived();
        if (!reads) {
            // It is not asked for more while an answer to an earlier request goes out.
            begun = partly;
            awaitHead();
        } else if (partly) {
            refuse(HttpMethod.GET, "/", new Refusal(408, "The head of the request did not arrive in time."));
        } else {
            context.close();
        }
    }

    /** Closes the connection in favour of another, unless its head has come already and is only to be read. */
    void cut() {
        context.executor().execute(() -> {
            Future<?> waiting = patience;
            if (waiting != null) {
                context.executor().schedule(() -> closeIf(waiting), UNREAD_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
    }

    /** Where it still waits for the same head. */
    private void closeIf(Future<?> waiting) {
        if (patience == waiting) {
            context.close();
        }
    }

    private void refuse(HttpMethod method, String target, Refusal refusal) {
        deaf = true;
        boolean connect = method.equals(HttpMethod.CONNECT);
        DefaultHttpRequest instead = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1, connect ? HttpMethod.GET : method, target.startsWith("/") ? target : "/");
        instead.headers().set(HttpHeaderNames.HOST, "localhost");
        instead.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        instead.setDecoderResult(Arrival.refused(refusal));
        context.fireChannelRead(instead);
        context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /**
     * Where the client is still sending, only the own half is closed at first and what comes is thrown away: closed at once, the
     * other end might lose the answer (RFC 9112 section 9.6).
     */
    @Override
    public void close(ChannelHandlerContext ignored, ChannelPromise promise) {
        boolean sending = deaf || arriving != null;
        if (sending
                && lingering == null
                && context.channel() instanceof SocketChannel socket
                && socket.isActive()
                && context.pipeline().get(SslHandler.class) == null) {
            deaf = true;
            socket.config().setAutoRead(true);
            socket.shutdownOutput();
            closed = promise;
            lingering = context.executor().schedule(() -> context.close(promise), LINGER_SECONDS, TimeUnit.SECONDS);
        } else {
            context.close(promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ignored) {
        headArrived();
        if (lingering != null) {
            lingering.cancel(false);
            context.close(closed);
        }
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        context.fireChannelInactive();
    }
}

package org.communique.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The connections that wait for the head of a request, by the address at their other end, which may be a proxy's. */
@ApplicationScoped
@Unremovable
class Connections {
    @Inject
    ReceiveConfig config;

    private final Map<String, Set<Connection>> waiting = new HashMap<>();

    /** Has the connection guarded as soon as it can carry a request. */
    void guard(Channel channel) {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                ChannelPipeline pipeline = context.pipeline();
                ChannelHandlerContext tls = pipeline.context(SslHandler.class);
                if (tls == null) {
                    install(pipeline);
                } else {
                    pipeline.addAfter(tls.name(), null, new AfterHandshake());
                }
                pipeline.remove(this);
                context.fireChannelActive();
            }
        });
    }

    private final class AfterHandshake extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            context.fireUserEventTriggered(event);
            if (event instanceof SslHandshakeCompletionEvent) {
                install(context.pipeline());
                context.pipeline().remove(this);
            }
        }
    }

    private void install(ChannelPipeline pipeline) {
        ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
        if (decoder != null) {
            pipeline.addAfter(decoder.name(), null, new Connection(this));
        }
    }

    long headMillis() {
        return config.headTimeout().toMillis();
    }

    /**
     * Notes that a connection waits for a head. Whoever is honest has sent it in no time, so where an address has too many, the
     * one that has waited longest goes.
     */
    void await(String network, Connection connection) {
        Connection oldest = null;
        synchronized (waiting) {
            Set<Connection> all = waiting.computeIfAbsent(network, key -> new LinkedHashSet<>());
            if (all.add(connection) && all.size() > config.waitingConnections()) {
                oldest = all.iterator().next();
                all.remove(oldest);
            }
        }
        if (oldest != null) {
            oldest.cut();
        }
    }

    void arrived(String network, Connection connection) {
        synchronized (waiting) {
            Set<Connection> all = waiting.get(network);
            if (all != null && all.remove(connection) && all.isEmpty()) {
                waiting.remove(network);
            }
        }
    }
}

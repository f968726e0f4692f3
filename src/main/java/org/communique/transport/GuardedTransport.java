package org.communique.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.arc.Arc;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Has every connection that the service accepts guarded. Vert.x offers no place between the socket and its own handlers but its
 * transport, and the framework none at all.
 */
public final class GuardedTransport extends JDKTransport {
    /** How Vert.x finds it. */
    public static final class Provider implements VertxServiceProvider {
        @Override
        public void init(VertxBuilder builder) {
            builder.findTransport(new GuardedTransport());
        }
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.handler(new Accepted());
    }

    @ChannelHandler.Sharable
    private static final class Accepted extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext server, Object accepted) {
            // Without the container it is another server than the service's.
            if (accepted instanceof Channel connection && Arc.container() != null) {
                Arc.container().instance(Connections.class).get().guard(connection);
            }
            server.fireChannelRead(accepted);
        }
    }
}

package dev.patrol.simulator.http;

import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** Breaks connections. */
final class Connections {

    private Connections() {}

    /** Closes the connection so that the client sees it reset (RST), not properly closed. */
    static void reset(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        request.connection().close();
    }
}

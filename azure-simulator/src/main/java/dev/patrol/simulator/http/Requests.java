package dev.patrol.simulator.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads requests off the HTTP server. */
final class Requests {

    private Requests() {}

    static ApiRequest of(RoutingContext context) {
        Buffer body = context.body() == null ? null : context.body().buffer();
        return new ApiRequest(
                context.request().path(),
                context.pathParams(),
                firsts(context.queryParams()),
                firsts(context.request().headers()),
                body == null ? new byte[0] : body.getBytes(),
                context.request().scheme() + "://" + context.request().authority(),
                context.request().remoteAddress().hostAddress());
    }

    private static Map<String, String> firsts(MultiMap values) {
        Map<String, String> firsts = new HashMap<>();
        values.forEach((name, value) -> firsts.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return firsts;
    }
}

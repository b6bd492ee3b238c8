package dev.patrol.local.page;

import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Names of tokens and mails come from outside: even a flaw in a template lets none of them run in a browser. */
class NoScripts {
    private static final String POLICY = "Content-Security-Policy";

    @ServerResponseFilter
    public void forbid(ContainerResponseContext response) {
        if (!response.getHeaders().containsKey(POLICY)) {
            response.getHeaders().putSingle(POLICY, "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'");
        }
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
    }
}

package dev.patrol.service.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Stands before all that is {@link Guarded}. */
@Provider
@Guarded
@Priority(Priorities.AUTHENTICATION)
public class AccessGuard implements ContainerRequestFilter {
    private final AccessRule rule;
    private final RefusedRequests refused;
    private final CurrentVertxRequest connection;

    AccessGuard(AccessRule rule, RefusedRequests refused, CurrentVertxRequest connection) {
        this.rule = rule;
        this.refused = refused;
        this.connection = connection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<String> authorization = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        boolean ofPage = request.getHeaderString("Origin") != null;
        rule.denial(authorization, ofPage).ifPresent(denial -> {
            refused.tell(request.getMethod() + " " + request.getUriInfo().getPath(), address(), denial);
            request.abortWith(Response.status(Status.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"patrol\"")
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(new Refused("Refused: it was asked " + denial.reason() + ". " + denial.remedy()))
                    .build());
        });
    }

    private String address() {
        return connection.getCurrent().request().remoteAddress().host();
    }

    /** @param reason a sentence for people */
    public record Refused(String reason) {}
}

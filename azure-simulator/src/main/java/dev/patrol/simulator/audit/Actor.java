package dev.patrol.simulator.audit;

import dev.patrol.simulator.access.Caller;
import dev.patrol.simulator.http.ApiRequest;
import java.util.UUID;

/** Who did what is audited, how and from where. */
public record Actor(UUID id, String name, String mechanism, String ipAddress, String userAgent) {

    public static Actor of(Caller caller, ApiRequest request) {
        return new Actor(
                caller.id(),
                caller.name(),
                caller.mechanism(),
                request.remoteAddress(),
                request.header("User-Agent").orElse(""));
    }
}

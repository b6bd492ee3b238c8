package dev.patrol.simulator.faults;

import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import java.util.Map;
import java.util.Optional;

/** A server's own limit of requests. */
@FunctionalInterface
public interface Throttle {

    /**
     * What the limit does to one request.
     *
     * @param delayMillis how late it is answered
     * @param headers that any answer to it gets
     * @param refusal instead of the answer
     */
    record Ruling(long delayMillis, Map<String, String> headers, Optional<ApiResponse> refusal) {

        public static final Ruling FREE = new Ruling(0, Map.of(), Optional.empty());
    }

    /** No limit. */
    Throttle NONE = request -> Ruling.FREE;

    Ruling rule(ApiRequest request);
}

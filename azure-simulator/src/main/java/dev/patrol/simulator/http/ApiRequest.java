package dev.patrol.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a handler needs to know of a request, without the HTTP server's types.
 *
 * @param uriPath path as it was sent
 * @param path named parts of the path
 * @param query first value of each query parameter, names in lower case
 * @param headers first value of each header, names in lower case
 * @param origin scheme and authority that the client used, for links in answers
 * @param remoteAddress address of the client
 */
public record ApiRequest(
        String uriPath,
        Map<String, String> path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        String origin,
        String remoteAddress) {

    /**
     * @throws IllegalStateException if the route has no such part, which is a defect of the simulator
     */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("The route has no part named " + name + ".");
        }
        return value;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name.toLowerCase(Locale.ROOT)));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public String organization() {
        return path("organization");
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Names the request without headers or body: those carry credentials. */
    @Override
    public String toString() {
        return "ApiRequest[" + uriPath + "]";
    }
}

package dev.patrol.azuredevops;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One request: method, address and body. */
final class Call {
    private final String method;
    private final URI base;
    private final String organization;
    private final String path;
    private final Map<String, String> query = new LinkedHashMap<>();
    private Object body;
    private boolean urgent;

    private Call(String method, URI base, String organization, String path) {
        this.method = method;
        this.base = base;
        this.organization = organization;
        this.path = "/" + segment(organization) + "/_apis/" + path;
    }

    static Call of(String method, URI base, String organization, String path) {
        return new Call(method, base, organization, path);
    }

    Call with(String parameter, Object value) {
        query.put(parameter, value.toString());
        return this;
    }

    Call withBody(Object content) {
        body = content;
        return this;
    }

    /** Has it pass before calls that are not. */
    Call urgently() {
        urgent = true;
        return this;
    }

    boolean isUrgent() {
        return urgent;
    }

    String organization() {
        return organization;
    }

    String method() {
        return method;
    }

    Optional<Object> body() {
        return Optional.ofNullable(body);
    }

    /** Without the query, which may hold continuation tokens. */
    URI address() {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }

    URI uri() {
        StringBuilder text = new StringBuilder(address().toString());
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            text.append(separator).append(parameter.getKey()).append('=').append(encode(parameter.getValue()));
            separator = '&';
        }
        return URI.create(text.toString());
    }

    /** A name as a part of a path, which it can't leave: servers take dots for folders, however they are written. */
    static String segment(String name) {
        if (name.isBlank() || name.matches("\\.+")) {
            throw new IllegalArgumentException("\"" + name + "\" names nothing in Azure DevOps.");
        }
        return encode(name);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** For messages: without the query, which may hold continuation tokens. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}

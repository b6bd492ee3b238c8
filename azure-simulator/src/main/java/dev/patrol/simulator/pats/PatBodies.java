package dev.patrol.simulator.pats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.http.AzureTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON bodies of the PAT lifecycle API (tokens.json). */
public final class PatBodies {

    private PatBodies() {}

    /**
     * {@code PatTokenResult} of a success.
     *
     * @param withValue only true for the one answer to a creation
     */
    static Map<String, Object> result(PatToken token, boolean withValue) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("patToken", token(token, withValue));
        body.put("patTokenError", "none");
        return body;
    }

    /** {@code PatTokenResult} of a refusal. */
    public static Map<String, Object> error(String error, Optional<String> message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("patToken", null);
        body.put("patTokenError", error);
        message.ifPresent(text -> body.put("patTokenErrorMessage", text));
        return body;
    }

    /** {@code PagedPatTokens}. */
    static Map<String, Object> page(PatPage page) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("continuationToken", page.continuationToken());
        body.put(
                "patTokens",
                page.tokens().stream().map(token -> token(token, false)).toList());
        return body;
    }

    /**
     * What a body asks for; fields it does not know are ignored.
     *
     * @throws IllegalArgumentException if a field is of the wrong kind
     */
    static PatWish wish(JsonNode body) {
        if (!body.isObject()) {
            throw new IllegalArgumentException("The body must be a JSON object.");
        }
        return new PatWish(
                text(body, "displayName"), text(body, "scope"), time(body, "validTo"), flag(body, "allOrgs"));
    }

    private static Map<String, Object> token(PatToken token, boolean withValue) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("displayName", token.displayName());
        body.put("validTo", AzureTime.zulu(token.validTo()));
        body.put("scope", token.scope());
        body.put(
                "targetAccounts",
                token.global() ? null : List.of(token.organization().id().toString()));
        body.put("validFrom", AzureTime.zulu(token.validFrom()));
        body.put("authorizationId", token.authorizationId().toString());
        body.put("token", withValue ? token.value().reveal() : null);
        return body;
    }

    private static Optional<String> text(JsonNode body, String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw new IllegalArgumentException("The field " + field + " must be a text.");
        }
        return Optional.of(node.textValue());
    }

    private static Optional<Instant> time(JsonNode body, String field) {
        return text(body, field).map(text -> AzureTime.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("The field " + field + " must be a time.")));
    }

    private static Optional<Boolean> flag(JsonNode body, String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            throw new IllegalArgumentException("The field " + field + " must be true or false.");
        }
        return Optional.of(node.booleanValue());
    }
}

package dev.patrol.simulator.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.http.ApiResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The JSON bodies of the secrets API of Key Vault. */
public final class VaultBodies {

    private static final int RECOVERABLE_DAYS = 90;

    private VaultBodies() {}

    public static ApiResponse error(int status, String code, String message) {
        return error(status, code, message, Optional.empty());
    }

    /** The error of a status for which nothing more is known. */
    public static ApiResponse error(int status, String message) {
        return status == 429 ? throttled() : error(status, code(status), message);
    }

    public static ApiResponse throttled() {
        return error(429, "Throttled", "Request was not processed because too many requests were received.");
    }

    static ApiResponse error(VaultRefusal refusal) {
        return error(refusal.status(), refusal.code(), refusal.getMessage(), refusal.innerCode());
    }

    static Map<String, Object> secret(String origin, SecretVersion version) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("value", version.value().reveal());
        body.putAll(item(origin, version, true));
        return body;
    }

    /**
     * A secret without its value.
     *
     * @param withVersion whether the id names the version
     */
    static Map<String, Object> item(String origin, SecretVersion version, boolean withVersion) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", origin + "/secrets/" + version.name() + (withVersion ? "/" + version.version() : ""));
        if (version.contentType() != null) {
            body.put("contentType", version.contentType());
        }
        body.put("attributes", attributes(version));
        body.put("tags", version.tags());
        return body;
    }

    static Map<String, Object> deleted(String origin, DeletedSecret gone, boolean withVersion) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("recoveryId", origin + "/deletedsecrets/" + gone.name());
        body.put("deletedDate", gone.deleted().getEpochSecond());
        body.put("scheduledPurgeDate", gone.scheduledPurge().getEpochSecond());
        body.putAll(item(origin, gone.latest(), withVersion));
        return body;
    }

    /**
     * Reads the properties of a body.
     *
     * @throws VaultRefusal if a field is of the wrong kind
     */
    static SecretProperties properties(JsonNode body) {
        JsonNode attributes = body.path("attributes");
        return new SecretProperties(
                text(body, "contentType"),
                flag(attributes, "enabled"),
                time(attributes, "nbf"),
                time(attributes, "exp"),
                tags(body.path("tags")));
    }

    static Optional<String> text(JsonNode body, String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw VaultRefusal.badParameter("The parameter " + field + " must be a string.");
        }
        return Optional.of(node.textValue());
    }

    private static Map<String, Object> attributes(SecretVersion version) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("enabled", version.enabled());
        version.notBefore().ifPresent(time -> attributes.put("nbf", time.getEpochSecond()));
        version.expires().ifPresent(time -> attributes.put("exp", time.getEpochSecond()));
        attributes.put("created", version.created().getEpochSecond());
        attributes.put("updated", version.updated().getEpochSecond());
        attributes.put("recoveryLevel", "Recoverable+Purgeable");
        attributes.put("recoverableDays", RECOVERABLE_DAYS);
        return attributes;
    }

    private static Optional<Boolean> flag(JsonNode attributes, String field) {
        JsonNode node = attributes.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            throw VaultRefusal.badParameter("The attribute " + field + " must be true or false.");
        }
        return Optional.of(node.booleanValue());
    }

    private static Optional<Instant> time(JsonNode attributes, String field) {
        JsonNode node = attributes.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isIntegralNumber()) {
            throw VaultRefusal.badParameter("The attribute " + field + " must be seconds since 1970.");
        }
        return Optional.of(Instant.ofEpochSecond(node.longValue()));
    }

    private static Optional<Map<String, String>> tags(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        Map<String, String> tags = new LinkedHashMap<>();
        node.properties().forEach(tag -> {
            if (!tag.getValue().isTextual()) {
                throw VaultRefusal.badParameter("The tag " + tag.getKey() + " must be a string.");
            }
            tags.put(tag.getKey(), tag.getValue().textValue());
        });
        return Optional.of(tags);
    }

    private static ApiResponse error(int status, String code, String message, Optional<String> innerCode) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        innerCode.ifPresent(inner -> error.put("innererror", Map.of("code", inner)));
        return ApiResponse.json(status, Map.of("error", error));
    }

    private static String code(int status) {
        return switch (status) {
            case 400 -> "BadParameter";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "SecretNotFound";
            case 409 -> "Conflict";
            case 503 -> "ServiceUnavailable";
            default -> "InternalError";
        };
    }
}

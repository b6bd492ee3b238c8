package dev.patrol.simulator.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.Credential;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.http.Effect;
import dev.patrol.simulator.http.Json;
import dev.patrol.simulator.http.NumberParameter;
import dev.patrol.simulator.identity.BearerTokens;
import dev.patrol.simulator.vault.SecretVault.Page;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The secrets API of Key Vault (secrets.json 7.4) for callers with a bearer token of the vault. */
public final class VaultApi {

    /** The resource whose bearer tokens the vault takes. */
    public static final String RESOURCE = "https://vault.azure.net";

    private static final String CHALLENGE =
            "Bearer authorization=\"https://login.microsoftonline.com/%s\", resource=\"%s\"";
    private static final int LARGEST_PAGE = 25;

    private final SecretVault vault;
    private final BearerTokens bearers;
    private final String tenant;

    public VaultApi(SecretVault vault, BearerTokens bearers, String tenant) {
        this.vault = vault;
        this.bearers = bearers;
        this.tenant = tenant;
    }

    public ApiResponse set(ApiRequest request) {
        return admitted(request, () -> {
            JsonNode body = body(request);
            SecretVersion version = vault.set(
                    request.path("name"), VaultBodies.text(body, "value").orElse(null), VaultBodies.properties(body));
            return ApiResponse.json(200, VaultBodies.secret(request.origin(), version))
                    .withEffect(effect(version));
        });
    }

    public ApiResponse get(ApiRequest request) {
        return admitted(
                request,
                () -> ApiResponse.json(
                        200, VaultBodies.secret(request.origin(), vault.get(request.path("name"), version(request)))));
    }

    public ApiResponse update(ApiRequest request) {
        return admitted(request, () -> {
            SecretVersion version =
                    vault.update(request.path("name"), version(request), VaultBodies.properties(body(request)));
            return ApiResponse.json(200, VaultBodies.item(request.origin(), version, true))
                    .withEffect(effect(version));
        });
    }

    public ApiResponse delete(ApiRequest request) {
        return admitted(request, () -> {
            DeletedSecret gone = vault.delete(request.path("name"));
            return ApiResponse.json(200, VaultBodies.deleted(request.origin(), gone, true))
                    .withEffect(Effect.on(gone.name()));
        });
    }

    public ApiResponse list(ApiRequest request) {
        return paged(request, vault::list, version -> VaultBodies.item(request.origin(), version, false));
    }

    public ApiResponse versions(ApiRequest request) {
        return paged(
                request,
                (after, size) -> vault.versions(request.path("name"), after, size),
                version -> VaultBodies.item(request.origin(), version, true));
    }

    public ApiResponse listDeleted(ApiRequest request) {
        return paged(request, vault::listDeleted, gone -> VaultBodies.deleted(request.origin(), gone, false));
    }

    public ApiResponse getDeleted(ApiRequest request) {
        return admitted(
                request,
                () -> ApiResponse.json(
                        200, VaultBodies.deleted(request.origin(), vault.deleted(request.path("name")), true)));
    }

    public ApiResponse purge(ApiRequest request) {
        return admitted(request, () -> {
            vault.purge(request.path("name"));
            return ApiResponse.empty(204).withEffect(Effect.on(request.path("name")));
        });
    }

    public ApiResponse recover(ApiRequest request) {
        return admitted(request, () -> {
            SecretVersion version = vault.recover(request.path("name"));
            return ApiResponse.json(200, VaultBodies.item(request.origin(), version, true))
                    .withEffect(effect(version));
        });
    }

    @FunctionalInterface
    private interface Source<T> {
        Page<T> page(Optional<String> after, int size);
    }

    private <T> ApiResponse paged(ApiRequest request, Source<T> source, Function<T, Map<String, Object>> view) {
        return admitted(request, () -> {
            int size = NumberParameter.read(request, "maxresults", LARGEST_PAGE, 1, LARGEST_PAGE)
                    .orElseThrow(() -> VaultRefusal.badParameter(
                            "maxresults must be a number between 1 and " + LARGEST_PAGE + "."));
            Page<T> page = source.page(request.query("$skiptoken").map(VaultApi::decoded), size);
            List<Map<String, Object>> items = page.items().stream().map(view).toList();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("value", items);
            body.put(
                    "nextLink",
                    page.next().map(last -> nextLink(request, last, size)).orElse(null));
            return ApiResponse.json(200, body);
        });
    }

    private ApiResponse admitted(ApiRequest request, Supplier<ApiResponse> work) {
        boolean known = request.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7) && header.length() > 7)
                .map(header -> header.substring(7).trim())
                .filter(value -> !value.isEmpty())
                .flatMap(value -> bearers.find(Credential.of(value), RESOURCE))
                .isPresent();
        if (!known) {
            return VaultBodies.error(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.")
                    .withHeader("WWW-Authenticate", CHALLENGE.formatted(tenant, RESOURCE));
        }
        if (request.query("api-version").filter(text -> !text.isBlank()).isEmpty()) {
            return VaultBodies.error(400, "BadParameter", "The api-version query parameter is missing.");
        }
        try {
            return work.get();
        } catch (VaultRefusal refusal) {
            return VaultBodies.error(refusal);
        }
    }

    private static Optional<String> version(ApiRequest request) {
        return Optional.ofNullable(request.path().get("version")).filter(text -> !text.isEmpty());
    }

    private static JsonNode body(ApiRequest request) {
        JsonNode body;
        try {
            body = Json.MAPPER.readTree(request.body());
        } catch (IOException e) {
            throw VaultRefusal.badParameter("The request body is not valid JSON.");
        }
        if (!body.isObject()) {
            throw VaultRefusal.badParameter("The request body must be a JSON object.");
        }
        return body;
    }

    private static Effect effect(SecretVersion version) {
        return Effect.on(version.name() + "/" + version.version());
    }

    private static String nextLink(ApiRequest request, String last, int size) {
        String token = Base64.getEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
        return request.origin() + request.uriPath() + "?api-version="
                + URLEncoder.encode(request.query("api-version").orElse(""), StandardCharsets.UTF_8) + "&maxresults="
                + size
                + "&$skiptoken=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    private static String decoded(String skipToken) {
        try {
            return new String(Base64.getDecoder().decode(skipToken), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw VaultRefusal.badParameter("The skip token is not valid.");
        }
    }
}

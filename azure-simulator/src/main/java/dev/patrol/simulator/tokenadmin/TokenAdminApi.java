package dev.patrol.simulator.tokenadmin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.access.Caller;
import dev.patrol.simulator.access.Gate;
import dev.patrol.simulator.audit.Actor;
import dev.patrol.simulator.audit.AuditAction;
import dev.patrol.simulator.audit.AuditTrail;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.http.ApiVersions;
import dev.patrol.simulator.http.AzureTime;
import dev.patrol.simulator.http.Effect;
import dev.patrol.simulator.http.Envelope;
import dev.patrol.simulator.http.Json;
import dev.patrol.simulator.http.NumberParameter;
import dev.patrol.simulator.pats.PatLifecycle;
import dev.patrol.simulator.pats.PatPage;
import dev.patrol.simulator.pats.PatQuery;
import dev.patrol.simulator.pats.PatScopes;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.simulator.pats.PatStore;
import dev.patrol.simulator.pats.PatToken;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.User;
import dev.patrol.simulator.tenant.UserDirectory;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The token administration (tokenAdmin.json 7.1): any user's tokens for administrators. Revoking is all or nothing: a
 * list with something that is no id, or that is longer than the server's limit, revokes nothing.
 */
public final class TokenAdminApi {

    private static final String SCOPE = "vso.tokenadministration";
    private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

    private final Gate gate;
    private final PatStore store;
    private final PatLifecycle lifecycle;
    private final UserDirectory users;
    private final AuditTrail audit;
    private final PolicySwitches policies;
    private final Clock clock;

    public TokenAdminApi(
            Gate gate,
            PatStore store,
            PatLifecycle lifecycle,
            UserDirectory users,
            AuditTrail audit,
            PolicySwitches policies,
            Clock clock) {
        this.gate = gate;
        this.store = store;
        this.lifecycle = lifecycle;
        this.users = users;
        this.audit = audit;
        this.policies = policies;
        this.clock = clock;
    }

    /** All tokens of a user, dead ones too, with {@code isValid}. There are no SSH tokens ({@code isPublic=true}). */
    public ApiResponse list(ApiRequest request) {
        return gate.scoped(request, SCOPE, (call, organization, caller) -> ApiVersions.refusal(call, false, false)
                .orElseGet(() -> list(call, organization, caller)));
    }

    /** Revokes a list of tokens, whoever's they are; ids that nobody knows are passed over. */
    public ApiResponse revoke(ApiRequest request) {
        return gate.scoped(
                request,
                SCOPE,
                (call, organization, caller) -> withBody(call, body -> revoke(call, organization, caller, body)));
    }

    /**
     * A rule against tokens of any of some scopes that were created before a time. The real rule is for self-describing
     * tokens; here it revokes the personal access tokens that match.
     */
    public ApiResponse rule(ApiRequest request) {
        return gate.scoped(
                request,
                SCOPE,
                (call, organization, caller) -> withBody(call, body -> rule(call, organization, caller, body)));
    }

    private ApiResponse list(ApiRequest request, Organization organization, Caller caller) {
        int limit = policies.current().tokenAdminPageLimit();
        Optional<Integer> size =
                NumberParameter.read(request, "pageSize", Math.min(limit, PatQuery.MAXIMUM_TOP), 1, limit);
        if (size.isEmpty()) {
            return Envelope.badArgument("pageSize must be a number between 1 and " + limit + ".");
        }
        String descriptor = request.path("subjectDescriptor");
        if (!descriptor.matches("[A-Za-z]+\\.[A-Za-z0-9_=-]+")) {
            return Envelope.badArgument("The subject descriptor '" + descriptor + "' is not valid.");
        }
        Optional<User> user = users.described(descriptor);
        if (user.isEmpty()) {
            return Envelope.error(404, "IdentityNotFoundException", "The user " + descriptor + " cannot be found.");
        }
        if (request.query("isPublic").map(Boolean::parseBoolean).orElse(false)) {
            return ApiResponse.json(200, page(List.of(), null));
        }
        PatQuery all =
                new PatQuery(PatQuery.Filter.ALL, PatQuery.SortBy.DISPLAYDATE, true, size.get(), Optional.empty());
        Optional<String> token = request.query("continuationToken").filter(text -> !text.isEmpty());
        Optional<PatToken> last = token.flatMap(text -> listed(text, organization, user.get()));
        if (token.isPresent() && last.isEmpty()) {
            return Envelope.badArgument("The continuation token is not valid.");
        }
        PatPage page =
                store.page(organization, user.get(), last.map(all::behind).orElse(all), clock.instant());
        List<Map<String, Object>> tokens =
                page.tokens().stream().map(this::sessionToken).toList();
        return ApiResponse.json(200, page(tokens, continuation(page)));
    }

    /** The document has a UUID here: that of the page's last token. Null on the last page. */
    private static String continuation(PatPage page) {
        List<PatToken> tokens = page.tokens();
        return page.continuationToken().isEmpty()
                ? null
                : tokens.get(tokens.size() - 1).authorizationId().toString();
    }

    private Optional<PatToken> listed(String authorizationId, Organization organization, User owner) {
        try {
            return lifecycle.owned(organization, owner, UUID.fromString(authorizationId));
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }

    private ApiResponse revoke(ApiRequest request, Organization organization, Caller caller, JsonNode body) {
        if (!body.isArray() || body.isEmpty()) {
            return Envelope.badArgument("The body must be a list of at least one authorizationId.");
        }
        int limit = policies.current().revocationBatchLimit();
        if (body.size() > limit) {
            return Envelope.badArgument("At most " + limit + " authorizations can be revoked at once.");
        }
        List<UUID> ids = new ArrayList<>(body.size());
        for (JsonNode item : body) {
            try {
                ids.add(UUID.fromString(item.path("authorizationId").asText("")));
            } catch (IllegalArgumentException e) {
                return Envelope.badArgument("Each item must have an authorizationId that is a GUID.");
            }
        }
        List<String> revoked = revoke(request, organization, caller, ids);
        return ApiResponse.empty(204).withEffect(new Effect(revoked));
    }

    private ApiResponse rule(ApiRequest request, Organization organization, Caller caller, JsonNode body) {
        Set<String> scopes = PatScopes.split(body.path("scopes").asText(""));
        if (scopes.isEmpty()) {
            return Envelope.badArgument("The rule must name at least one scope.");
        }
        String before = body.path("createdBefore").asText("");
        Optional<Instant> createdBefore = before.isEmpty() ? Optional.of(clock.instant()) : AzureTime.parse(before);
        if (createdBefore.isEmpty()) {
            return Envelope.badArgument("createdBefore must be a time.");
        }
        List<UUID> ids = store.all().stream()
                .filter(token -> token.organization().equals(organization))
                .filter(token -> token.validFrom().isBefore(createdBefore.get()))
                .filter(token -> token.scopes().stream().anyMatch(scopes::contains))
                .map(PatToken::authorizationId)
                .toList();
        return ApiResponse.empty(201).withEffect(new Effect(revoke(request, organization, caller, ids)));
    }

    private List<String> revoke(ApiRequest request, Organization organization, Caller caller, List<UUID> ids) {
        Actor actor = Actor.of(caller, request);
        List<String> revoked = new ArrayList<>();
        for (UUID id : ids) {
            store.find(id)
                    .filter(token -> token.organization().equals(organization))
                    .flatMap(token -> lifecycle.revoke(token.authorizationId()))
                    .ifPresent(token -> {
                        audit.record(AuditAction.PAT_REVOKED, token, actor);
                        revoked.add(token.authorizationId().toString());
                    });
        }
        return revoked;
    }

    private Map<String, Object> sessionToken(PatToken token) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("clientId", NO_ID);
        body.put("accessId", NO_ID);
        body.put("authorizationId", token.authorizationId().toString());
        body.put("hostAuthorizationId", NO_ID);
        body.put("userId", token.owner().id().toString());
        body.put("validFrom", AzureTime.withoutOffset(token.validFrom()));
        body.put("validTo", AzureTime.withoutOffset(token.validTo()));
        body.put("displayName", token.displayName());
        body.put("scope", token.scope());
        body.put(
                "targetAccounts",
                token.global() ? null : List.of(token.organization().id().toString()));
        body.put("token", null);
        body.put("alternateToken", null);
        body.put("isValid", token.status(clock.instant()) == PatStatus.ALIVE);
        body.put("isPublic", false);
        body.put("publicData", null);
        body.put("source", null);
        return body;
    }

    private static Map<String, Object> page(List<Map<String, Object>> tokens, String continuationToken) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("value", tokens);
        body.put("continuationToken", continuationToken);
        return body;
    }

    private static ApiResponse withBody(ApiRequest request, Function<JsonNode, ApiResponse> work) {
        Optional<ApiResponse> refusal = ApiVersions.refusal(request, true, false);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        JsonNode body;
        try {
            body = Json.MAPPER.readTree(request.body());
        } catch (IOException e) {
            return Envelope.malformedBody("The body is not valid JSON.");
        }
        return work.apply(body);
    }
}

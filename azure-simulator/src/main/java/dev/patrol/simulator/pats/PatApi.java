package dev.patrol.simulator.pats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.access.Caller;
import dev.patrol.simulator.access.Gate;
import dev.patrol.simulator.audit.Actor;
import dev.patrol.simulator.audit.AuditAction;
import dev.patrol.simulator.audit.AuditTrail;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.http.ApiResponse;
import dev.patrol.simulator.http.ApiVersions;
import dev.patrol.simulator.http.Effect;
import dev.patrol.simulator.http.Envelope;
import dev.patrol.simulator.http.Json;
import dev.patrol.simulator.http.NumberParameter;
import dev.patrol.simulator.pats.PatOutcome.Granted;
import dev.patrol.simulator.pats.PatOutcome.Refused;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.User;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The PAT lifecycle API (tokens.json 7.1 and 7.2) for the caller's own tokens. */
public final class PatApi {

    private final Gate gate;
    private final PatStore store;
    private final PatLifecycle lifecycle;
    private final AuditTrail audit;
    private final Clock clock;

    public PatApi(Gate gate, PatStore store, PatLifecycle lifecycle, AuditTrail audit, Clock clock) {
        this.gate = gate;
        this.store = store;
        this.lifecycle = lifecycle;
        this.audit = audit;
        this.clock = clock;
    }

    public ApiResponse list(ApiRequest request) {
        return versioned(request, false, this::list);
    }

    /** A single token; one that is unknown or somebody else's is an error in the body of a 200. */
    public ApiResponse get(ApiRequest request) {
        return versioned(
                request,
                false,
                (call, organization, user, caller) -> withId(call.query("authorizationId"), id -> lifecycle
                        .owned(organization, user, id)
                        .map(token -> ApiResponse.json(200, PatBodies.result(token, false)))
                        .orElseGet(() -> refused(call, PatError.AUTHORIZATION_NOT_FOUND))));
    }

    public ApiResponse create(ApiRequest request) {
        return versioned(
                request,
                true,
                (call, organization, user, caller) -> withBody(call, (body, wish) -> {
                    PatOutcome outcome = lifecycle.create(organization, user, wish);
                    return answer(call, caller, outcome, AuditAction.PAT_CREATED);
                }));
    }

    public ApiResponse update(ApiRequest request) {
        return versioned(
                request,
                true,
                (call, organization, user, caller) -> withBody(
                        call,
                        (body, wish) -> withId(
                                Optional.ofNullable(body.path("authorizationId").textValue()), id -> {
                                    PatOutcome outcome = lifecycle.update(organization, user, id, wish);
                                    return answer(call, caller, outcome, AuditAction.PAT_UPDATED);
                                })));
    }

    /** Revokes; revoking again changes nothing and succeeds. An unknown token is 404. */
    public ApiResponse revoke(ApiRequest request) {
        return versioned(
                request,
                true,
                (call, organization, user, caller) -> withId(call.query("authorizationId"), id -> {
                    if (lifecycle.owned(organization, user, id).isEmpty()) {
                        return Envelope.error(
                                404, "SessionTokenNotFoundException", "The authorization " + id + " was not found.");
                    }
                    Optional<PatToken> revoked = lifecycle.revoke(id);
                    revoked.ifPresent(token -> audit.record(AuditAction.PAT_REVOKED, token, Actor.of(caller, call)));
                    return ApiResponse.empty(204)
                            .withEffect(revoked.isPresent() ? Effect.on(id.toString()) : Effect.NONE);
                }));
    }

    private ApiResponse list(ApiRequest request, Organization organization, User user, Caller caller) {
        Optional<PatQuery.Filter> filter = PatQuery.option(
                PatQuery.Filter.class, request.query("displayFilterOption").orElse("active"));
        Optional<PatQuery.SortBy> sortBy = PatQuery.option(
                PatQuery.SortBy.class, request.query("sortByOption").orElse("displayName"));
        Optional<Integer> top = NumberParameter.read(request, "$top", PatQuery.MAXIMUM_TOP, 1, PatQuery.MAXIMUM_TOP);
        if (filter.isEmpty() || sortBy.isEmpty()) {
            return Envelope.badArgument("displayFilterOption must be active, revoked, expired or all, and sortByOption"
                    + " displayName, displayDate or status.");
        }
        if (top.isEmpty()) {
            return Envelope.badArgument("$top must be a number between 1 and " + PatQuery.MAXIMUM_TOP + ".");
        }
        boolean ascending =
                request.query("isSortAscending").map(Boolean::parseBoolean).orElse(true);
        PatQuery query = new PatQuery(filter.get(), sortBy.get(), ascending, top.get(), Optional.empty());
        try {
            Optional<String> token = request.query("continuationToken").filter(text -> !text.isEmpty());
            PatQuery wanted = token.map(query::continued).orElse(query);
            return ApiResponse.json(200, PatBodies.page(store.page(organization, user, wanted, clock.instant())));
        } catch (IllegalArgumentException e) {
            return Envelope.badArgument(e.getMessage());
        }
    }

    private ApiResponse answer(ApiRequest request, Caller caller, PatOutcome outcome, AuditAction action) {
        if (outcome instanceof Refused refused) {
            return refused(request, refused.error());
        }
        PatToken token = ((Granted) outcome).token();
        audit.record(action, token, Actor.of(caller, request));
        return ApiResponse.json(200, PatBodies.result(token, action == AuditAction.PAT_CREATED))
                .withEffect(Effect.on(token.authorizationId().toString()));
    }

    private static ApiResponse refused(ApiRequest request, PatError error) {
        Optional<String> message = ApiVersions.atLeast72(request) ? Optional.of(error.message()) : Optional.empty();
        return ApiResponse.json(200, PatBodies.error(error.wireName(), message)).withError(error.wireName());
    }

    private ApiResponse versioned(ApiRequest request, boolean writing, Gate.UserWork work) {
        return gate.users(request, (call, organization, user, caller) -> ApiVersions.refusal(call, writing, true)
                .orElseGet(() -> work.answer(call, organization, user, caller)));
    }

    private static ApiResponse withId(Optional<String> text, Function<UUID, ApiResponse> work) {
        UUID id;
        try {
            id = UUID.fromString(text.orElse(""));
        } catch (IllegalArgumentException noUuid) {
            return Envelope.badArgument("The value of authorizationId is not a valid GUID.");
        }
        return work.apply(id);
    }

    private static ApiResponse withBody(ApiRequest request, BiFunction<JsonNode, PatWish, ApiResponse> work) {
        JsonNode body;
        PatWish wish;
        try {
            body = Json.MAPPER.readTree(request.body());
            wish = PatBodies.wish(body);
        } catch (JsonProcessingException e) {
            return Envelope.malformedBody(e.getOriginalMessage());
        } catch (IOException | IllegalArgumentException e) {
            return Envelope.malformedBody(e.getMessage());
        }
        return work.apply(body, wish);
    }
}

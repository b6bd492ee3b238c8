package dev.patrol.simulator.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.simulator.http.AzureTime;
import dev.patrol.simulator.http.Json;
import dev.patrol.simulator.pats.PatToken;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.User;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the audit logs: of what is done to tokens, and what a knob puts in. */
public final class AuditTrail {

    private static final String SERVICE = "00000064-0000-8888-8000-000000000000";
    private static final int CUT_AT = 64;

    private final Map<UUID, AuditLog> logs = new ConcurrentHashMap<>();
    private final PolicySwitches policies;
    private final User serviceUser;
    private final Clock clock;

    public AuditTrail(PolicySwitches policies, User serviceUser, Clock clock) {
        this.policies = policies;
        this.serviceUser = serviceUser;
        this.clock = clock;
    }

    public AuditLog of(Organization organization) {
        return logs.computeIfAbsent(organization.id(), id -> new AuditLog());
    }

    /** Writes that somebody did something to a token, unless auditing is off. */
    public void record(AuditAction action, PatToken token, Actor actor) {
        if (!policies.current().auditEnabled()) {
            return;
        }
        Instant now = clock.instant();
        ObjectNode body = body(token.organization(), now, actor);
        describe(
                body,
                action.actionId(),
                action.area(),
                action.category(),
                action.details(token.displayName(), token.owner().displayName()));
        body.set("data", data(action, token));
        add(token.organization(), body, now, now.plusMillis(policies.current().auditDelayMillis()));
    }

    /**
     * Writes an entry as it was drafted.
     *
     * @return the entry's id
     */
    public String inject(Organization organization, AuditDraft draft) {
        Instant now = clock.instant();
        Instant timestamp = Optional.ofNullable(draft.timestamp()).orElse(now);
        Optional<AuditAction> known = AuditAction.of(draft.actionId());
        ObjectNode body = body(organization, timestamp, actor(draft));
        String area = draft.actionId().split("\\.")[0];
        describe(
                body,
                draft.actionId(),
                Optional.ofNullable(draft.area())
                        .orElse(known.map(AuditAction::area).orElse(area)),
                Optional.ofNullable(draft.category())
                        .orElse(known.map(AuditAction::category).orElse("unknown")),
                Optional.ofNullable(draft.details()).orElse(draft.actionId()));
        body.put("projectName", draft.projectName());
        body.set("data", draft.data() == null ? Json.MAPPER.createObjectNode() : draft.data());
        draft.fields().forEach(body::set);
        return add(organization, body, timestamp, now.plusMillis(draft.visibleAfterMillis()));
    }

    private Actor actor(AuditDraft draft) {
        User user = draft.actor() == null ? serviceUser : User.of(draft.actor());
        String mechanism = draft.authenticationMechanism();
        if (mechanism == null) {
            mechanism = draft.authorizationId() == null ? "" : "PAT authorizationId: " + draft.authorizationId();
        }
        return new Actor(
                user.id(),
                user.principalName(),
                mechanism,
                draft.ipAddress(),
                draft.userAgent() == null ? "" : draft.userAgent());
    }

    private String add(Organization organization, ObjectNode body, Instant timestamp, Instant visibleAt) {
        String id = body.path("id").asText();
        of(organization).add(new AuditEntry(id, timestamp, visibleAt, body));
        return id;
    }

    private ObjectNode body(Organization organization, Instant timestamp, Actor actor) {
        UUID correlation = UUID.randomUUID();
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("id", AzureTime.reversedTicks(timestamp) + ";" + SERVICE + ";" + correlation);
        body.put("correlationId", correlation.toString());
        body.put("activityId", UUID.randomUUID().toString());
        body.put("actorCUID", actor.id().toString());
        body.put("actorUserId", actor.id().toString());
        body.put("actorClientId", "00000000-0000-0000-0000-000000000000");
        body.put("actorUPN", actor.name());
        body.put("authenticationMechanism", mechanism(actor));
        body.put("timestamp", AzureTime.withOffset(timestamp));
        body.put("scopeType", "organization");
        body.put("scopeDisplayName", organization.name() + " (Organization)");
        body.put("scopeId", organization.id().toString());
        body.put("projectId", "00000000-0000-0000-0000-000000000000");
        body.putNull("projectName");
        body.put("ipAddress", actor.ipAddress());
        body.put("userAgent", actor.userAgent());
        body.put("actorDisplayName", actor.name());
        body.putNull("actorImageUrl");
        return body;
    }

    private String mechanism(Actor actor) {
        String whole = actor.mechanism();
        return policies.current().cutMechanism() && whole.length() > CUT_AT ? whole.substring(0, CUT_AT) : whole;
    }

    private static void describe(ObjectNode body, String actionId, String area, String category, String details) {
        body.put("actionId", actionId);
        body.put("details", details);
        body.put("area", area);
        body.put("category", category);
        body.put(
                "categoryDisplayName",
                category.isEmpty() ? "" : category.substring(0, 1).toUpperCase(Locale.ROOT) + category.substring(1));
    }

    private static ObjectNode data(AuditAction action, PatToken token) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        data.put("OperationType", action.category());
        data.put("TokenType", "PersonalAccessToken");
        data.put("DisplayName", token.displayName());
        data.put("OwnerName", token.owner().displayName());
        data.put("OwnerId", token.owner().id().toString());
        data.put("AuthorizationId", token.authorizationId().toString());
        data.put("ValidFrom", AzureTime.zulu(token.validFrom()));
        data.put("ValidTo", AzureTime.zulu(token.validTo()));
        ArrayNode scopes = data.putArray("Scopes");
        token.scopes().forEach(scopes::add);
        return data;
    }
}

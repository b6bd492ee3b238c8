package dev.patrol.azuredevops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.azuredevops.AzureDevOpsException.NotFound;
import dev.patrol.azuredevops.AzureDevOpsException.Refused;
import dev.patrol.azuredevops.AzureDevOpsException.TokenUnknown;
import dev.patrol.azuredevops.AzureDevOpsException.Unauthorized;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import dev.patrol.azuredevops.WireFormats.AuditLogQueryResult;
import dev.patrol.azuredevops.WireFormats.PagedPatTokens;
import dev.patrol.azuredevops.WireFormats.PatToken;
import dev.patrol.azuredevops.WireFormats.PatTokenCreateRequest;
import dev.patrol.azuredevops.WireFormats.PatTokenResult;
import dev.patrol.azuredevops.WireFormats.PatTokenUpdateRequest;
import dev.patrol.azuredevops.pacing.GovernorState;
import dev.patrol.azuredevops.pacing.Governors;
import dev.patrol.azuredevops.pacing.Time;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Azure DevOps' APIs for a user's own tokens and for the audit log; {@link #tokenAdministration()} and {@link
 * #directoryOfUsers()} have the others. Every method throws {@link AzureDevOpsException}. Safe for use by several threads.
 *
 * <p>All calls of one client to one organization pass one governor, which keeps to the rate limit ({@link
 * ClientSettings#pacing()}): calls may wait, and what is refused with 429 is repeated. So there should be one client a process,
 * or one for each organization ({@link AzureDevOpsClients}).
 *
 * <p>Source: MicrosoftDocs/vsts-rest-api-specs, tokens/7.1/tokens.json and audit/7.1/audit.json, api-version 7.1-preview.1.
 */
public final class AzureDevOpsClient {
    private static final String PREVIEW = "7.1-preview.1";
    private static final String PATS = "tokens/pats";
    private static final String CONNECTION_DATA = "connectionData";
    /** "limit of 100" in the document. */
    private static final int LARGEST_PAGE = 100;
    /** Who calls without a credential where an organization has public projects. */
    private static final String ANONYMOUS = "System:PublicAccess";

    private final Endpoints endpoints;
    private final String verifyingRead;
    private final Transport transport;

    public AzureDevOpsClient(Endpoints endpoints, Credential credential, ClientSettings settings) {
        this(endpoints, credential, settings, Time.steady());
    }

    /** @param clock by which the rate limit is kept */
    public AzureDevOpsClient(Endpoints endpoints, Credential credential, ClientSettings settings, Clock clock) {
        this(endpoints, credential, settings, Time.of(clock));
    }

    AzureDevOpsClient(Endpoints endpoints, Credential credential, ClientSettings settings, Time time) {
        this(endpoints, credential, settings, time, Transport.connections(settings));
    }

    AzureDevOpsClient(
            Endpoints endpoints, Credential credential, ClientSettings settings, Time time, HttpClient connections) {
        this(
                endpoints,
                settings.verifyingRead(),
                new Transport(
                        connections,
                        credential,
                        settings,
                        new Governors(settings.pacing(), settings.patience(), time)));
    }

    private AzureDevOpsClient(Endpoints endpoints, String verifyingRead, Transport transport) {
        this.endpoints = endpoints;
        this.verifyingRead = verifyingRead;
        this.transport = transport;
    }

    /** This client, with calls that go before routine ones. Revocations do so anyway. */
    public AzureDevOpsClient urgently() {
        return new AzureDevOpsClient(endpoints, verifyingRead, transport.urgently());
    }

    /** How the requests to each organization are held back at this moment, for metrics; by its name in lower case. */
    public Map<String, GovernorState> governors() {
        return transport.governors().states();
    }

    /** Everybody's tokens, for administrators; with this client's credential. */
    public TokenAdministration tokenAdministration() {
        return new TokenAdministration(endpoints.service(), transport);
    }

    /** What the organization's tenant prescribes, by an undocumented route; with this client's credential. */
    public TenantPolicies tenantPolicies() {
        return new TenantPolicies(endpoints.service(), transport);
    }

    /** The organization's users; with this client's credential. */
    public DirectoryOfUsers directoryOfUsers() {
        return new DirectoryOfUsers(endpoints.service(), transport);
    }

    /**
     * Hands the caller's tokens to the visitor, page by page and each once, also where pages shift while they are read. When
     * it returns, the list was read to its end.
     */
    public void forEachToken(String organization, TokenListFilter filter, Consumer<PersonalAccessToken> visitor) {
        Set<UUID> seen = new HashSet<>();
        Continuation continuation = new Continuation();
        boolean more;
        do {
            Call call = pats("GET", organization)
                    .with("displayFilterOption", filter.wireName())
                    .with("sortByOption", "displayName")
                    .with("isSortAscending", true)
                    .with("$top", LARGEST_PAGE);
            continuation.token().ifPresent(token -> call.with("continuationToken", token));
            PagedPatTokens page = transport.read(PagedPatTokens.class, call);
            int before = seen.size();
            page.patTokens().stream()
                    .map(token -> describe(call, token))
                    .filter(token -> seen.add(token.authorizationId()))
                    .forEach(visitor);
            more = continuation.goesOn(call, page.continuationToken(), seen.size() > before);
        } while (more);
    }

    /** One of the caller's tokens, in whatever state; empty where there is none of that id. */
    public Optional<PersonalAccessToken> findToken(String organization, UUID authorizationId) {
        Call call = pats("GET", organization).with("authorizationId", authorizationId);
        try {
            PatTokenResult result = transport.read(PatTokenResult.class, call);
            if (result.error().saysThatThereIsNoSuchToken()) {
                return Optional.empty();
            }
            return Optional.of(describe(call, accepted(call, result)));
        } catch (NotFound none) {
            throwUnlessSaidOfTheToken(none);
            return Optional.empty();
        }
    }

    /**
     * Creates a token. Not to be repeated where {@link AzureDevOpsException#outcomeUnknown()}: the token may exist, and its
     * value is lost.
     */
    public IssuedToken createToken(String organization, TokenRequest request) {
        Call call = pats("POST", organization).withBody(PatTokenCreateRequest.of(request));
        PatToken created = accepted(call, transport.read(PatTokenResult.class, call));
        if (created.token() == null || created.token().isBlank()) {
            throw new UnexpectedAnswer(call + ": a token was created but its value did not come with it.");
        }
        return new IssuedToken(describe(call, created), new TokenValue(created.token()));
    }

    /**
     * Describes a token anew; its value stays. Azure DevOps may shorten the validity. Throws {@link TokenUnknown} where there
     * is no such token, {@link Refused} where it is expired or revoked.
     */
    public PersonalAccessToken updateToken(String organization, UUID authorizationId, TokenRequest description) {
        Call call = pats("PUT", organization).withBody(PatTokenUpdateRequest.of(authorizationId, description));
        try {
            PatTokenResult result = transport.read(PatTokenResult.class, call);
            if (result.error().saysThatThereIsNoSuchToken()) {
                throw unknown(call, authorizationId);
            }
            return describe(call, accepted(call, result));
        } catch (NotFound none) {
            throwUnlessSaidOfTheToken(none);
            throw unknown(call, authorizationId);
        }
    }

    /** Revokes a token; Azure DevOps answers 200 or 204. Throws {@link TokenUnknown} where there is none to revoke. */
    public void revokeToken(String organization, UUID authorizationId) {
        Call call = pats("DELETE", organization)
                .with("authorizationId", authorizationId)
                .urgently();
        try {
            transport.send(call);
        } catch (NotFound none) {
            throwUnlessSaidOfTheToken(none);
            throw unknown(call, authorizationId);
        }
    }

    /**
     * Whether a token's value is accepted, seen by a harmless read ({@link ClientSettings#verifyingRead()}) with it. Failures that say
     * nothing of the token are thrown.
     */
    public boolean authenticates(String organization, TokenValue value) {
        Call call = Call.of("GET", endpoints.service(), organization, verifyingRead);
        try {
            JsonNode connection = transport.jsonOf(call, transport.sendAs(Credential.pat(value), call));
            String caller =
                    connection.path("authenticatedUser").path("descriptor").asText();
            return !caller.startsWith(ANONYMOUS);
        } catch (Unauthorized refused) {
            return false;
        }
    }

    /**
     * The id of the user or service that this client's credential belongs to. Throws {@link Unauthorized} where the answer is
     * given to nobody in particular.
     */
    public String callerId(String organization) {
        Call call = Call.of("GET", endpoints.service(), organization, CONNECTION_DATA);
        JsonNode caller = transport.jsonOf(call, transport.send(call)).path("authenticatedUser");
        if (caller.path("descriptor").asText().startsWith(ANONYMOUS)) {
            throw new Unauthorized(call + ": Azure DevOps takes the caller for nobody. Check the credential.");
        }
        String id = caller.path("id").asText();
        if (id.isBlank()) {
            throw new UnexpectedAnswer(call + ": the answer does not say who the caller is.");
        }
        return id;
    }

    /** One page of the audit log. Needs {@code vso.auditlog}. */
    public AuditPage auditLog(String organization, AuditQuery query) {
        Call call = Call.of("GET", endpoints.audit(), organization, "audit/auditlog")
                .with("startTime", query.startTime())
                .with("endTime", query.endTime())
                .with("batchSize", query.batchSize())
                .with("skipAggregation", true)
                .with("api-version", PREVIEW);
        query.continuationToken().ifPresent(token -> call.with("continuationToken", token));
        JsonNode json = transport.jsonOf(call, transport.send(call));
        // The document has the result at the top, its published example within "value".
        JsonNode result = json.has("value") ? json.get("value") : json;
        return transport.as(AuditLogQueryResult.class, call, result).described();
    }

    /**
     * The actions that the audit log knows.
     *
     * @param areaName for example {@code Token}; empty for every area
     */
    public List<AuditAction> auditActions(String organization, Optional<String> areaName) {
        Call call =
                Call.of("GET", endpoints.audit(), organization, "audit/actions").with("api-version", PREVIEW);
        areaName.ifPresent(area -> call.with("areaName", area));
        return List.copyOf(transport.list(AuditAction.class, call, transport.send(call)));
    }

    private Call pats(String method, String organization) {
        return Call.of(method, endpoints.service(), organization, PATS).with("api-version", PREVIEW);
    }

    /** A 404 of a gateway, or for an organization that is not there, says nothing of a token. */
    private static void throwUnlessSaidOfTheToken(NotFound notFound) {
        if (!notFound.saidByTheApi()) {
            throw notFound;
        }
    }

    private static TokenUnknown unknown(Call call, UUID authorizationId) {
        return new TokenUnknown(call + ": the caller has no token " + authorizationId + ".");
    }

    private static PatToken accepted(Call call, PatTokenResult result) {
        if (result.error() != PatTokenError.NONE) {
            throw new Refused(call + ": Azure DevOps declines with " + result.reason() + ".", result.error());
        }
        if (result.patToken() == null) {
            throw new UnexpectedAnswer(call + ": the answer names neither a token nor an error.");
        }
        return result.patToken();
    }

    private static PersonalAccessToken describe(Call call, PatToken token) {
        if (token.authorizationId() == null) {
            throw new UnexpectedAnswer(call + ": a token has no authorizationId.");
        }
        try {
            return token.described();
        } catch (DateTimeException e) {
            throw new UnexpectedAnswer(call + ": a time of token " + token.authorizationId() + " can't be read.");
        }
    }
}

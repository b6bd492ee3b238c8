package dev.patrol.azuredevops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Azure DevOps' APIs for tokens and audit. Every method throws {@link AzureDevOpsException}. Safe for use by several threads.
 *
 * <p>Source: MicrosoftDocs/vsts-rest-api-specs, tokens and audit, api-version 7.1-preview.1.
 */
public final class AzureDevOpsClient {
    private static final String PREVIEW = "7.1-preview.1";
    private static final String PATS = "tokens/pats";
    /** "limit of 100" in the document. */
    private static final int LARGEST_PAGE = 100;

    private final Endpoints endpoints;
    private final Credential credential;
    private final ObjectMapper mapper = WireFormats.mapper();
    private final Transport transport;

    public AzureDevOpsClient(Endpoints endpoints, Credential credential, ClientSettings settings) {
        this.endpoints = endpoints;
        this.credential = credential;
        this.transport = new Transport(settings, mapper);
    }

    /**
     * Hands the caller's tokens to the visitor, page by page and each once, also where pages shift while they are read. When
     * it returns, the list was read to its end.
     */
    public void forEachToken(String organization, TokenListFilter filter, Consumer<PersonalAccessToken> visitor) {
        Set<UUID> seen = new HashSet<>();
        Set<String> continuations = new HashSet<>();
        String continuation = "";
        do {
            Call call = Call.of("GET", endpoints.service(), organization, PATS)
                    .with("displayFilterOption", filter.wireName())
                    .with("sortByOption", "displayName")
                    .with("isSortAscending", true)
                    .with("$top", LARGEST_PAGE)
                    .with("api-version", PREVIEW);
            if (!continuation.isEmpty()) {
                call.with("continuationToken", continuation);
            }
            PagedPatTokens page = as(PagedPatTokens.class, call, transport.send(call, credential));
            List<PatToken> tokens = page.patTokens() == null ? List.of() : page.patTokens();
            tokens.stream()
                    .map(token -> describe(call, token))
                    .filter(token -> seen.add(token.authorizationId()))
                    .forEach(visitor);
            continuation = page.continuationToken() == null ? "" : page.continuationToken();
            if (!continuation.isEmpty() && !continuations.add(continuation)) {
                throw new UnexpectedAnswer(call + ": the list of tokens goes round in a circle.");
            }
        } while (!continuation.isEmpty());
    }

    /** One of the caller's tokens, in whatever state; empty where there is none of that id. */
    public Optional<PersonalAccessToken> findToken(String organization, UUID authorizationId) {
        Call call = Call.of("GET", endpoints.service(), organization, PATS)
                .with("authorizationId", authorizationId)
                .with("api-version", PREVIEW);
        try {
            PatTokenResult result = as(PatTokenResult.class, call, transport.send(call, credential));
            if (result.error().saysThatThereIsNoSuchToken()) {
                return Optional.empty();
            }
            return Optional.of(describe(call, accepted(call, result)));
        } catch (NotFound none) {
            return Optional.empty();
        }
    }

    /**
     * Creates a token. Not to be repeated where {@link AzureDevOpsException#outcomeUnknown()}: the token may exist, and its
     * value is lost.
     */
    public IssuedToken createToken(String organization, TokenRequest request) {
        Call call = Call.of("POST", endpoints.service(), organization, PATS)
                .with("api-version", PREVIEW)
                .withBody(new PatTokenCreateRequest(
                        request.displayName(),
                        String.join(" ", request.scopes()),
                        request.validTo(),
                        request.allOrganizations()));
        PatToken created = accepted(call, as(PatTokenResult.class, call, transport.send(call, credential)));
        if (created.token() == null || created.token().isBlank()) {
            throw new UnexpectedAnswer(call + ": a token was created but its value did not come with it.");
        }
        return new IssuedToken(describe(call, created), new TokenValue(created.token()));
    }

    /** Revokes a token; Azure DevOps answers 200 or 204. Throws {@link TokenUnknown} where there is none to revoke. */
    public void revokeToken(String organization, UUID authorizationId) {
        Call call = Call.of("DELETE", endpoints.service(), organization, PATS)
                .with("authorizationId", authorizationId)
                .with("api-version", PREVIEW);
        try {
            transport.send(call, credential);
        } catch (NotFound none) {
            throw new TokenUnknown(call + ": there is no token " + authorizationId + " to revoke.");
        }
    }

    /**
     * Whether a token's value is accepted, seen by a harmless read ({@code connectionData}) with it. Failures that say
     * nothing of the token are thrown.
     */
    public boolean authenticates(String organization, TokenValue value) {
        Call call = Call.of("GET", endpoints.service(), organization, "connectionData");
        try {
            transport.send(call, Credential.pat(value));
            return true;
        } catch (Unauthorized refused) {
            return false;
        }
    }

    /** One page of the audit log. */
    public AuditPage auditLog(String organization, AuditQuery query) {
        Call call = Call.of("GET", endpoints.audit(), organization, "audit/auditlog")
                .with("startTime", query.startTime())
                .with("endTime", query.endTime())
                .with("batchSize", query.batchSize())
                .with("skipAggregation", true)
                .with("api-version", PREVIEW);
        query.continuationToken().ifPresent(token -> call.with("continuationToken", token));
        Answer answer = transport.send(call, credential);
        JsonNode json = answer.json().orElseThrow(() -> new UnexpectedAnswer(call + ": the answer is empty."));
        // The document has the result at the top, its published example within "value".
        JsonNode result = json.has("value") ? json.get("value") : json;
        AuditLogQueryResult page = as(AuditLogQueryResult.class, call, result);
        return new AuditPage(
                page.decoratedAuditLogEntries() == null ? List.of() : page.decoratedAuditLogEntries(),
                Optional.ofNullable(page.continuationToken()).filter(token -> !token.isEmpty()),
                page.hasMore());
    }

    private static PatToken accepted(Call call, PatTokenResult result) {
        if (result.error() != PatTokenError.NONE) {
            throw new Refused(call + ": Azure DevOps declines with " + result.patTokenError() + ".", result.error());
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

    private <T> T as(Class<T> type, Call call, Answer answer) {
        JsonNode json = answer.json().orElseThrow(() -> new UnexpectedAnswer(call + ": the answer is empty."));
        return as(type, call, json);
    }

    private <T> T as(Class<T> type, Call call, JsonNode json) {
        try {
            return mapper.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UnexpectedAnswer(call + ": the answer is not as documented.");
        }
    }
}

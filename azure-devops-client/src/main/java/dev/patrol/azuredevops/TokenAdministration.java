package dev.patrol.azuredevops;

import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import dev.patrol.azuredevops.WireFormats.PagedSessionTokens;
import dev.patrol.azuredevops.WireFormats.SessionToken;
import dev.patrol.azuredevops.WireFormats.TokenAdminRevocation;
import dev.patrol.azuredevops.WireFormats.TokenAdminRevocationRule;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What an administrator does with other people's tokens. Needs {@code vso.tokenadministration}; a caller without it meets
 * {@link AzureDevOpsException.Unauthorized}. Every method throws {@link AzureDevOpsException}.
 *
 * <p>Source: MicrosoftDocs/vsts-rest-api-specs, tokenAdmin/7.1/tokenAdmin.json.
 */
public final class TokenAdministration {
    /** Ids in one request. The server's own limit is not documented; Microsoft's script sends 990. */
    public static final int LARGEST_REVOCATION = 500;

    private static final String VERSION = "7.1";
    private static final String TOKENS = "tokenadmin/personalaccesstokens/";

    private final URI service;
    private final Transport transport;

    TokenAdministration(URI service, Transport transport) {
        this.service = service;
        this.transport = transport;
    }

    /**
     * Hands a user's tokens to the visitor, each once. When it returns, the list was read to its end. SSH keys are not among
     * them.
     *
     * @param subjectDescriptor the user, as {@link GraphUser#descriptor()}
     * @param pageSize tokens of one page; 20 is known to be taken, the server refuses sizes above a limit of its own
     */
    public void forEachToken(String organization, String subjectDescriptor, int pageSize, Consumer<UserToken> visitor) {
        Set<UUID> seen = new HashSet<>();
        Continuation continuation = new Continuation();
        boolean more;
        do {
            Call call = Call.of("GET", service, organization, TOKENS + Call.segment(subjectDescriptor))
                    .with("pageSize", pageSize)
                    .with("isPublic", false)
                    .with("api-version", VERSION);
            continuation.token().ifPresent(token -> call.with("continuationToken", token));
            PagedSessionTokens page = transport.read(PagedSessionTokens.class, call);
            int before = seen.size();
            page.value().stream()
                    .map(token -> describe(call, token))
                    .filter(token -> seen.add(token.token().authorizationId()))
                    .forEach(visitor);
            more = continuation.goesOn(call, page.continuationToken(), seen.size() > before);
        } while (more);
    }

    /**
     * Revokes tokens of whatever users, {@value #LARGEST_REVOCATION} at a time. Stops at the first request that fails; those
     * told of before are revoked, and the others may be asked for again.
     *
     * @param revoked told of each request's tokens once Azure DevOps has confirmed it
     */
    public void revoke(String organization, Collection<UUID> authorizationIds, Consumer<List<UUID>> revoked) {
        List<UUID> ids = List.copyOf(new LinkedHashSet<>(authorizationIds));
        for (int start = 0; start < ids.size(); start += LARGEST_REVOCATION) {
            List<UUID> batch = ids.subList(start, Math.min(ids.size(), start + LARGEST_REVOCATION));
            List<TokenAdminRevocation> body = new ArrayList<>();
            batch.forEach(id -> body.add(new TokenAdminRevocation(id)));
            transport.send(Call.of("POST", service, organization, "tokenadmin/revocations")
                    .with("isPublic", false)
                    .with("api-version", VERSION)
                    .withBody(body)
                    .urgently());
            revoked.accept(batch);
        }
    }

    /**
     * Has Azure DevOps refuse, for all users, credentials with any of these scopes. This is for self-describing session
     * tokens, which can't be revoked by id.
     *
     * @param scopes one at least
     * @param issuedBefore which of them; empty for all issued until now
     */
    public void refuse(String organization, List<String> scopes, Optional<Instant> issuedBefore) {
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("A revocation rule needs a scope");
        }
        transport.send(Call.of("POST", service, organization, "tokenadmin/revocationrules")
                .with("api-version", VERSION)
                .withBody(new TokenAdminRevocationRule(String.join(" ", scopes), issuedBefore.orElse(null)))
                .urgently());
    }

    private static UserToken describe(Call call, SessionToken token) {
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

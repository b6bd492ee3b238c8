package dev.patrol.simulator.access;

import dev.patrol.simulator.Credential;
import dev.patrol.simulator.access.Caller.Administrator;
import dev.patrol.simulator.access.Caller.ServicePrincipal;
import dev.patrol.simulator.access.Caller.SignedInUser;
import dev.patrol.simulator.access.Caller.TokenHolder;
import dev.patrol.simulator.http.ApiRequest;
import dev.patrol.simulator.identity.BearerTokens;
import dev.patrol.simulator.identity.RefreshTokens;
import dev.patrol.simulator.identity.Subject;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.simulator.pats.PatStore;
import dev.patrol.simulator.pats.PatToken;
import dev.patrol.simulator.policies.PolicySwitches;
import dev.patrol.simulator.tenant.Organization;
import dev.patrol.simulator.tenant.User;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Finds out who calls Azure DevOps from the {@code Authorization} header. */
public final class Authenticator {

    /** The resource whose bearer tokens Azure DevOps takes. */
    public static final String AZURE_DEVOPS = "499b84ac-1321-427f-aa17-267ca6975798";

    private final AdministratorToken administrator;
    private final PatStore tokens;
    private final BearerTokens bearers;
    private final RefreshTokens signIns;
    private final PolicySwitches policies;
    private final Authentications authentications;
    private final Clock clock;

    public Authenticator(
            AdministratorToken administrator,
            PatStore tokens,
            BearerTokens bearers,
            RefreshTokens signIns,
            PolicySwitches policies,
            Authentications authentications,
            Clock clock) {
        this.administrator = administrator;
        this.tokens = tokens;
        this.bearers = bearers;
        this.signIns = signIns;
        this.policies = policies;
        this.authentications = authentications;
        this.clock = clock;
    }

    /** The caller, or nothing for a credential that is missing, unknown, dead, or good elsewhere only. */
    public Optional<Caller> caller(ApiRequest request, Organization organization) {
        return request.header("Authorization").flatMap(header -> caller(header, organization));
    }

    /** The token that a request comes with, whether it is good or not; nothing for other credentials. */
    Optional<PatToken> token(ApiRequest request) {
        return request.header("Authorization")
                .map(header -> header.trim().split("\\s+", 2))
                .filter(parts -> parts.length == 2 && parts[0].equalsIgnoreCase("basic"))
                .flatMap(parts -> password(parts[1]))
                .flatMap(tokens::holding);
    }

    private Optional<Caller> caller(String header, Organization organization) {
        String[] parts = header.trim().split("\\s+", 2);
        if (parts.length != 2 || parts[1].isBlank()) {
            return Optional.empty();
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "basic" -> password(parts[1]).flatMap(password -> holder(password, organization));
            case "bearer" ->
                bearers.find(Credential.of(parts[1]), AZURE_DEVOPS)
                        .filter(subject -> !isDisabled(subject.user()))
                        .map(Authenticator::bearer);
            default -> Optional.empty();
        };
    }

    private Optional<Caller> holder(Credential password, Organization organization) {
        if (password.equals(administrator.value())) {
            return Optional.of(new Administrator(administrator.user(), administrator.authorizationId()));
        }
        Instant now = clock.instant();
        return tokens.holding(password)
                .filter(token -> token.status(now) == PatStatus.ALIVE)
                .filter(token -> token.worksIn(organization))
                .filter(token -> !stopped(token, now))
                .filter(token -> !signIns.isDisabled(token.owner()))
                .map(token -> {
                    authentications.succeeded(token.authorizationId(), now);
                    return new TokenHolder(token);
                });
    }

    private boolean stopped(PatToken token, Instant now) {
        Instant end = policies.current().globalTokensStopAt();
        return token.global() && end != null && !now.isBefore(end);
    }

    private boolean isDisabled(Optional<User> user) {
        return user.filter(signIns::isDisabled).isPresent();
    }

    private static Caller bearer(Subject subject) {
        return subject.user()
                .<Caller>map(user -> new SignedInUser(user, subject.permissions()))
                .orElseGet(() -> new ServicePrincipal(subject.id()));
    }

    private static Optional<Credential> password(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 || pair.substring(colon + 1).isBlank()
                    ? Optional.empty()
                    : Optional.of(Credential.of(pair.substring(colon + 1)));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}

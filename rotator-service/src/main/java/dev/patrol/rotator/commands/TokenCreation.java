package dev.patrol.rotator.commands;

import dev.patrol.azure.DescribedToken;
import dev.patrol.azuredevops.AzureDevOpsException;
import dev.patrol.azuredevops.IssuedToken;
import dev.patrol.azuredevops.PatTokenError;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.azuredevops.TokenRequest;
import dev.patrol.model.CreateToken;
import dev.patrol.model.TokenCreated;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Scopes;
import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.policies.KnownScope;
import dev.patrol.rotator.policy.CreationPolicies;
import dev.patrol.rotator.policy.Objection;
import dev.patrol.rotator.policy.PlannedToken;
import dev.patrol.rotator.secrets.Vaults;
import dev.patrol.rotator.tokens.TokenApi;
import dev.patrol.rotator.tokens.TokenApis;
import dev.patrol.secrets.NewSecret;
import dev.patrol.secrets.SecretDescription;
import dev.patrol.secrets.SecretStore;
import dev.patrol.secrets.SecretStoreException;
import dev.patrol.service.messaging.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Creates a token, stores it, sees it authenticate, and says so. What is not stored, or does not work, is revoked. Doing it again
 * for the same command takes up what an interrupted run has left: a stored token is announced, any other is revoked first.
 */
@ApplicationScoped
class TokenCreation {
    private final TokenApis apis;
    private final Vaults vaults;
    private final Publisher publisher;
    private final CommandAnswers answers;
    private final Clock clock;
    private final CreationPolicies policies;

    TokenCreation(
            TokenApis apis,
            Vaults vaults,
            Publisher publisher,
            CommandAnswers answers,
            Clock clock,
            CreationPolicies policies) {
        this.apis = apis;
        this.vaults = vaults;
        this.publisher = publisher;
        this.answers = answers;
        this.clock = clock;
        this.policies = policies;
    }

    /** @throws Refusal.Thrown where it may not be, or did not come to a good end */
    void create(Envelope<CreateToken> command) {
        CreateToken asked = command.payload();
        Lineage lineage = Lineage.of(asked.organization(), asked.displayName());
        requireAllowed(asked, lineage);
        TokenApi tokens = apis.of(lineage.organization());
        SecretStore secrets = vaults.of(lineage.organization());
        Optional<SecretDescription> secret = secrets.find(lineage.secretName());
        for (PersonalAccessToken alive : ofLineage(tokens, lineage)) {
            boolean isStored = secret.flatMap(SecretDescription::authorizationId)
                    .filter(alive.authorizationId()::equals)
                    .isPresent();
            if (!mayBeLeftOf(command, alive)) {
                throw refused(
                        "exists",
                        "There is a living token of this name.",
                        "Rotate it (./patrol rotate), or choose another name.");
            }
            if (isStored) {
                verify(tokens, secrets, secret.get().version());
                created(command, describe(lineage, alive), secret.get().version());
                return;
            }
            tokens.revoke(alive.authorizationId());
        }
        create(command, lineage, tokens, secrets);
    }

    /** Whether an interrupted run of the same command may have made a token. Nobody else's is touched. */
    private static boolean mayBeLeftOf(Envelope<CreateToken> command, PersonalAccessToken token) {
        CreateToken asked = command.payload();
        return !token.validFrom().isBefore(command.time())
                && token.displayName().equals(asked.displayName())
                && Scopes.areSame(token.scopes(), asked.scopes());
    }

    private void requireAllowed(CreateToken asked, Lineage lineage) {
        if (asked.displayName().isBlank()) {
            throw refused("no-name", "The token would have no name.", "Say what it is to be called.");
        }
        if (asked.secretName() != null && !asked.secretName().equals(lineage.secretName())) {
            throw refused(
                    "other-secret-name",
                    "The secret of this token is named " + lineage.secretName() + ", as follows from its name.",
                    "Leave the secret's name out.");
        }
        Optional<Objection> objection = policies.objectionTo(PlannedToken.of(asked));
        if (objection.isPresent()) {
            throw new Refusal.Thrown(Refusal.of(objection.get()));
        }
    }

    private void create(Envelope<CreateToken> command, Lineage lineage, TokenApi tokens, SecretStore secrets) {
        CreateToken asked = command.payload();
        Instant validTo = clock.instant().plus(asked.validity());
        TokenRequest request = new TokenRequest(asked.displayName(), asked.scopes(), validTo, false);
        IssuedToken issued = issue(tokens, lineage, request);
        Token token = describe(lineage, issued.token());
        if (token.isFullScope()) {
            revoke(tokens, token);
            throw new Refusal.Thrown(Refusal.suspicious(
                    "no-full-scope",
                    "Azure DevOps gave the new token full access. It is revoked and was stored nowhere.",
                    "Ask for scopes by their names only, and look at who asked for this."));
        }
        SecretVersion version;
        try {
            version = secrets.store(NewSecret.first(token, issued.value(), clock.instant()));
            verify(tokens, secrets, version);
        } catch (AzureDevOpsException | SecretStoreException | Refusal.Thrown e) {
            revoke(tokens, token);
            throw e;
        }
        created(command, token, version);
    }

    private static void revoke(TokenApi tokens, Token token) {
        try {
            tokens.revoke(token.authorizationId());
        } catch (AzureDevOpsException e) {
            throw refused(
                    "not-undone",
                    "It did not come to a good end, and the new token " + token.authorizationId()
                            + " could not be revoked.",
                    "Revoke it by hand, as its owner: nobody has its value.");
        }
    }

    /** Where the answer is lost, the token may have been made; nobody has its value. */
    private IssuedToken issue(TokenApi tokens, Lineage lineage, TokenRequest request) {
        try {
            return tokens.create(request);
        } catch (AzureDevOpsException.Refused e) {
            throw e.error() == PatTokenError.INVALID_SCOPE ? invalidScope(request) : e;
        } catch (AzureDevOpsException e) {
            if (e.outcomeUnknown()) {
                ofLineage(tokens, lineage).forEach(left -> tokens.revoke(left.authorizationId()));
            }
            throw e;
        }
    }

    /** It does not say which one. Patrol's list may lack one that is new, so by itself it is no reason to refuse. */
    private static Refusal.Thrown invalidScope(TokenRequest request) {
        String unknown = request.scopes().stream()
                .filter(scope ->
                        KnownScope.named(scope.toLowerCase(Locale.ROOT)).isEmpty())
                .collect(Collectors.joining(", "));
        return refused(
                "unknown-scope",
                "Azure DevOps does not know one of the scopes"
                        + (unknown.isEmpty() ? "." : "; Patrol has never heard of: " + unknown + "."),
                "Look at their names, for example vso.code, and give the command again.");
    }

    private static void verify(TokenApi tokens, SecretStore secrets, SecretVersion version) {
        if (!tokens.authenticates(secrets.read(version))) {
            secrets.disable(version);
            throw refused(
                    "token-rejected",
                    "Azure DevOps does not accept the new token. It is revoked, and its secret disabled.",
                    "Try again; where it happens again, look for a policy that blocks new tokens.");
        }
    }

    private void created(Envelope<CreateToken> command, Token token, SecretVersion version) {
        publisher.announce(new TokenCreated(token, version, command.payload().requestedBy()), command);
        boolean asAsked = Scopes.areSame(token.scopes(), command.payload().scopes());
        answers.completed(
                command,
                "Created " + token.authorizationId() + ", stored as " + token.secretName()
                        + (asAsked
                                ? "."
                                : "; Azure DevOps gave it other scopes: " + String.join(", ", token.scopes()) + "."));
    }

    private List<PersonalAccessToken> ofLineage(TokenApi tokens, Lineage lineage) {
        return tokens.allAlive().stream()
                .filter(token ->
                        Lineage.of(lineage.organization(), token.displayName()).equals(lineage))
                .toList();
    }

    private static Token describe(Lineage lineage, PersonalAccessToken token) {
        return DescribedToken.of(lineage.organization(), token);
    }

    private static Refusal.Thrown refused(String code, String reason, String remedy) {
        return new Refusal.Thrown(Refusal.mistake(code, reason, remedy));
    }
}

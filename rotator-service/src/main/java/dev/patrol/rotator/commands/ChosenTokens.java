package dev.patrol.rotator.commands;

import dev.patrol.azure.DescribedToken;
import dev.patrol.azure.Organizations;
import dev.patrol.azuredevops.AzureDevOpsClient;
import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.azuredevops.TokenListFilter;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.RotateToken;
import dev.patrol.model.TokenSelector;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.rotator.tokens.TokenApis;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which tokens a command means, by what Azure DevOps says now. A command means only tokens that were there when it was given: so
 * one that is delivered twice does nothing to the successor of what it meant. Since clocks differ, and Azure DevOps rounds its
 * times, a token that seems to be a little younger is meant where the command was not obeyed before.
 */
@ApplicationScoped
class ChosenTokens {
    /** Code of the refusal where there is no such token. */
    static final String UNKNOWN = "unknown-token";

    private final Organizations organizations;
    private final TokenApis tokens;
    private final PastRequests past;
    private final Duration clockSkew;

    ChosenTokens(Organizations organizations, TokenApis tokens, PastRequests past, CommandSettings settings) {
        this.organizations = organizations;
        this.tokens = tokens;
        this.past = past;
        this.clockSkew = settings.clockSkew();
    }

    /**
     * All that are to be revoked: by a secret's name every living token of its lineage, since each one's value can be read from
     * the secret's versions.
     *
     * @throws Refusal.Thrown where there is none, or a name is that of several
     */
    List<Token> toRevoke(Envelope<RevokeToken> command) {
        TokenSelector selector = command.payload().token();
        return selector.authorizationId() == null
                ? meant(selector, command, listedUrgently(selector))
                : List.of(byId(selector));
    }

    /**
     * The one that is to be rotated: by a secret's name the youngest of its lineage.
     *
     * @throws Refusal.Thrown where there is none, or a name is that of several
     */
    Token toRotate(Envelope<RotateToken> command) {
        TokenSelector selector = command.payload().token();
        Collection<PersonalAccessToken> alive =
                tokens.of(organizationOf(selector)).allAlive(command.time());
        return meant(selector, command, alive).stream()
                .max(Comparator.comparing(Token::validFrom))
                .orElseThrow();
    }

    /** Dead ones too: whoever asks for a revocation that was done is told so. One call, whatever the number of tokens. */
    private Token byId(TokenSelector selector) {
        String organization = organizationOf(selector);
        return urgent(organization)
                .findToken(organization, selector.authorizationId())
                .map(token -> DescribedToken.of(organization, token))
                .orElseThrow(() -> unknown(selector));
    }

    /** A list that many rotations wait for is not waited for. */
    private List<PersonalAccessToken> listedUrgently(TokenSelector selector) {
        String organization = organizationOf(selector);
        List<PersonalAccessToken> all = new ArrayList<>();
        urgent(organization).forEachToken(organization, TokenListFilter.ACTIVE, all::add);
        return all;
    }

    private AzureDevOpsClient urgent(String organization) {
        return organizations.client(organization).orElseThrow().urgently();
    }

    private static String organizationOf(TokenSelector selector) {
        return selector.organization().toLowerCase(Locale.ROOT);
    }

    private List<Token> meant(TokenSelector selector, Envelope<?> command, Collection<PersonalAccessToken> all) {
        String organization = organizationOf(selector);
        List<Token> meant = all.stream()
                .map(token -> DescribedToken.of(organization, token))
                .filter(fits(selector))
                .toList();
        if (meant.isEmpty()) {
            throw unknown(selector);
        }
        Instant latest = isAlmost(meant, command.time()) && !past.isKnown(command.id(), command.time())
                ? command.time().plus(clockSkew)
                : command.time();
        List<Token> there = meant.stream()
                .filter(token -> !token.validFrom().isAfter(latest))
                .toList();
        if (there.isEmpty()) {
            throw new Refusal.Thrown(Refusal.mistake(
                    "done-already",
                    "The token was made after the command was given: what the command meant is gone.",
                    "Nothing has to be done. If this one is meant, give the command again."));
        }
        if (selector.displayName() != null && there.size() > 1) {
            throw ambiguous(there);
        }
        return there;
    }

    private boolean isAlmost(List<Token> meant, Instant given) {
        return meant.stream()
                .map(Token::validFrom)
                .anyMatch(from -> from.isAfter(given) && !from.isAfter(given.plus(clockSkew)));
    }

    private static Predicate<Token> fits(TokenSelector selector) {
        if (selector.authorizationId() != null) {
            return token -> token.authorizationId().equals(selector.authorizationId());
        }
        return selector.secretName() != null
                ? token -> token.secretName().equalsIgnoreCase(selector.secretName())
                : token -> token.displayName().equals(selector.displayName());
    }

    private static Refusal.Thrown unknown(TokenSelector selector) {
        return new Refusal.Thrown(Refusal.mistake(
                UNKNOWN,
                "Azure DevOps knows no such living token of the user whose tokens Patrol looks after.",
                "Look it up with ./patrol tokens: it may be dead already, or another user's. Another user's tokens are revoked by"
                        + " ./patrol break-glass with --owner."));
    }

    private static Refusal.Thrown ambiguous(List<Token> tokens) {
        String ids = tokens.stream()
                .map(token -> token.authorizationId().toString())
                .sorted()
                .collect(Collectors.joining(", "));
        return new Refusal.Thrown(Refusal.mistake(
                "ambiguous-name",
                "Several living tokens have this name: " + ids + ".",
                "Give the command with the id of the one that is meant."));
    }
}

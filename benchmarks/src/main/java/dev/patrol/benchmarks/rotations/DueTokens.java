package dev.patrol.benchmarks.rotations;

import dev.patrol.benchmarks.harness.Site;
import dev.patrol.model.Milestone;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tokens that die in three days, each in its secret, as after an earlier rotation. */
final class DueTokens {
    private static final String SCOPE = "vso.build vso.code";
    private static final int DAYS_LEFT = 3;

    private final Site site;
    private final List<Token> tokens;

    private DueTokens(Site site, List<Token> tokens) {
        this.site = site;
        this.tokens = tokens;
    }

    /** Puts them into a site that has no others. */
    static DueTokens seed(Site site, int count) {
        site.control()
                .seedTokens(TokenSeed.of("deploy-{n}-v1", SCOPE, Instant.now().plus(Duration.ofDays(DAYS_LEFT)))
                        .withCount(count));
        List<Token> tokens = site.control().tokens(site.organization()).stream()
                .map(DueTokens::describe)
                .toList();
        tokens.forEach(token -> site.control().keepInSecret(token.authorizationId(), token.secretName()));
        return new DueTokens(site, tokens);
    }

    private static Token describe(TokenFact fact) {
        return Token.of(
                fact.organization(),
                fact.authorizationId(),
                fact.displayName(),
                List.of(fact.scope().split(" ")),
                fact.validFrom(),
                fact.validTo(),
                false,
                Optional.empty());
    }

    List<Token> all() {
        return tokens;
    }

    /** The first so many, the rest being only there. */
    DueTokens first(int count) {
        return new DueTokens(site, tokens.subList(0, count));
    }

    /** All but the first so many. */
    DueTokens after(int count) {
        return new DueTokens(site, tokens.subList(count, tokens.size()));
    }

    Set<UUID> ids() {
        return tokens.stream().map(Token::authorizationId).collect(Collectors.toSet());
    }

    /** Says of all of them that they are due, and returns when the broker has it. */
    void announce() {
        CompletableFuture<?>[] stored = tokens.stream()
                .map(token -> site.publish(Envelope.first(
                        new TokenExpiring(token, DAYS_LEFT, Milestone.SEVEN_DAYS, true),
                        URI.create("/patrol/scanner"),
                        Instant.now())))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(stored).join();
    }

    /**
     * Sees that each predecessor is dead, and that each has exactly one living successor, which its secret holds.
     *
     * @throws IllegalStateException otherwise: the time of something wrong is no figure
     */
    void requireRotated() {
        Map<UUID, TokenFact> facts = site.control().tokens(site.organization()).stream()
                .collect(Collectors.toMap(TokenFact::authorizationId, Function.identity()));
        Map<String, List<TokenFact>> alive = facts.values().stream()
                .filter(fact -> fact.state() == PatStatus.ALIVE)
                .collect(Collectors.groupingBy(fact -> describe(fact).secretName()));
        List<String> wrong = tokens.stream()
                .filter(token -> facts.get(token.authorizationId()).state() != PatStatus.REVOKED
                        || !hasOneStored(token, alive.getOrDefault(token.secretName(), List.of())))
                .map(Token::displayName)
                .toList();
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(
                    wrong.size() + " of " + tokens.size() + " tokens are not rotated, among them " + wrong.get(0));
        }
    }

    private boolean hasOneStored(Token token, List<TokenFact> alive) {
        return alive.size() == 1
                && site.control()
                        .secretHoldsToken(token.secretName(), alive.get(0).authorizationId());
    }
}

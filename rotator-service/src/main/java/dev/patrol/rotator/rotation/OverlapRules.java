package dev.patrol.rotator.rotation;

import dev.patrol.model.Declaration;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.service.text.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How long a replaced token lives on. */
final class OverlapRules {
    private final Duration standard;
    private final List<Rule> rules;

    OverlapRules(Duration standard, List<Rule> rules) {
        this.standard = standard;
        this.rules = List.copyOf(rules);
    }

    static OverlapRules of(RotationSettings settings) {
        return new OverlapRules(
                settings.overlap(),
                settings.overlapRules().stream()
                        .map(rule -> new Rule(Glob.of(rule.tokens()), rule.overlap()))
                        .toList());
    }

    /** When a token is to be revoked that was replaced now; never after its own expiry. What is declared goes first. */
    Instant end(RotationPlan plan, Instant now) {
        Token previous = plan.previous();
        Duration overlap = plan.declaration().map(Declaration::overlap).orElseGet(() -> byRule(previous));
        Instant end = now.plus(overlap);
        return end.isBefore(previous.validTo()) ? end : previous.validTo();
    }

    private Duration byRule(Token previous) {
        return rules.stream()
                .filter(rule -> rule.tokens().matches(previous.displayName()))
                .findFirst()
                .map(Rule::overlap)
                .orElse(standard);
    }

    /** The first rule whose glob fits a token's display name holds. */
    record Rule(Glob tokens, Duration overlap) {}
}

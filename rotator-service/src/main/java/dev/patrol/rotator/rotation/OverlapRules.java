package dev.patrol.rotator.rotation;

import dev.patrol.model.Declaration;
import dev.patrol.model.token.Token;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.service.text.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How long a replaced token lives on, and who may end that early. */
final class OverlapRules {
    private final Duration standard;
    private final List<Rule> rules;
    private final List<Registration> registrations;

    OverlapRules(Duration standard, List<Rule> rules, List<Registration> registrations) {
        this.standard = standard;
        this.rules = List.copyOf(rules);
        this.registrations = List.copyOf(registrations);
    }

    static OverlapRules of(RotationSettings settings) {
        return new OverlapRules(
                settings.overlap(),
                settings.overlapRules().stream()
                        .map(rule -> new Rule(Glob.of(rule.tokens()), rule.overlap()))
                        .toList(),
                settings.dependents().stream()
                        .map(registered -> new Registration(Glob.of(registered.secrets()), registered.names()))
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

    /** The dependents that are registered for a secret, and those that are declared. */
    Set<String> dependentsOf(RotationPlan plan) {
        Stream<String> registered = registrations.stream()
                .filter(registration ->
                        registration.secrets().matches(plan.previous().secretName()))
                .flatMap(registration -> registration.names().stream());
        Stream<String> declared = plan.declaration().stream().flatMap(declaration -> declaration.dependents().stream());
        return Stream.concat(registered, declared).collect(Collectors.toSet());
    }

    /** The first rule whose glob fits a token's display name holds. */
    record Rule(Glob tokens, Duration overlap) {}

    /** Dependents that read the secrets whose names fit the glob. */
    record Registration(Glob secrets, List<String> names) {}
}

package dev.patrol.rotator.rotation;

import dev.patrol.model.token.Token;
import dev.patrol.service.text.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** When a token is to be revoked that was replaced now; never after its own expiry. */
    Instant end(Token previous, Instant now) {
        Duration overlap = rules.stream()
                .filter(rule -> rule.tokens().matches(previous.displayName()))
                .findFirst()
                .map(Rule::overlap)
                .orElse(standard);
        Instant end = now.plus(overlap);
        return end.isBefore(previous.validTo()) ? end : previous.validTo();
    }

    /** The dependents that are registered for a secret. */
    Set<String> dependentsOf(String secretName) {
        return registrations.stream()
                .filter(registration -> registration.secrets().matches(secretName))
                .flatMap(registration -> registration.names().stream())
                .collect(Collectors.toSet());
    }

    /** The first rule whose glob fits a token's display name holds. */
    record Rule(Glob tokens, Duration overlap) {}

    /** Dependents that read the secrets whose names fit the glob. */
    record Registration(Glob secrets, List<String> names) {}
}

package dev.patrol.policies;

import dev.patrol.model.token.Token;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tokens and settings to judge by. */
final class Given {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final UUID ID = UUID.fromString("11111111-1111-4111-8111-111111111111");

    private Given() {}

    static Token token(String name, Instant from, Instant to, boolean global, String... scopes) {
        return Token.of("contoso", ID, name, Arrays.asList(scopes), from, to, global, Optional.empty());
    }

    static Token living(Instant from, Instant to) {
        return token("deploy", from, to, false, "vso.code");
    }

    static TokenFacts scoped(String... scopes) {
        return TokenFacts.of(token("deploy", NOON, NOON.plusSeconds(60), false, scopes));
    }

    static TokenFacts owned(String name, String origin) {
        return new TokenFacts(
                token("deploy", NOON, NOON.plusSeconds(60), false, "vso.code"),
                Optional.of(new TokenFacts.Owner(name, origin)),
                Optional.empty());
    }

    static TokenFacts used(int networks, int agents) {
        return new TokenFacts(
                token("deploy", NOON, NOON.plusSeconds(60), false, "vso.code"),
                Optional.empty(),
                Optional.of(new TokenFacts.Use(networks, agents)));
    }

    static TokenPolicies policies(Map<String, String> given) {
        return TokenPolicies.of(settings(given));
    }

    static PolicySettings settings(Map<String, String> given) {
        Map<String, String> properties = new HashMap<>();
        given.forEach((name, value) -> properties.put("patrol.policies." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(properties)
                .withMapping(PolicySettings.class)
                .build()
                .getConfigMapping(PolicySettings.class);
    }

    static Optional<List<String>> list(String... texts) {
        return texts.length == 0 ? Optional.empty() : Optional.of(List.of(texts));
    }
}

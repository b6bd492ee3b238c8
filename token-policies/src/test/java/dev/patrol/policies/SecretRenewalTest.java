package dev.patrol.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.patrol.model.PolicyViolated;
import dev.patrol.model.token.Token;
import dev.patrol.policies.SecretRenewal.HeldSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecretRenewalTest {
    private static final Instant NOW = Given.NOON;
    private static final Instant SOON = NOW.plus(Duration.ofDays(7));
    private static final Token LIVING = Given.living(NOW, SOON);
    private static final UUID DEAD = UUID.fromString("99999999-9999-4999-8999-999999999999");

    private static final SecretRenewal RULE = new SecretRenewal(Duration.ofDays(7));

    static Stream<Arguments> secrets() {
        return Stream.of(
                // Nobody renews it.
                arguments(secret("a", DEAD, SOON), true),
                arguments(secret("a", null, SOON), true),
                arguments(secret("a", DEAD, NOW.minus(Duration.ofDays(1))), true),
                // It has time, to the last fraction of a second.
                arguments(secret("a", DEAD, SOON.plusNanos(100)), false),
                arguments(secret("a", DEAD, null), false),
                // Its token lives.
                arguments(secret("a", LIVING.authorizationId(), SOON), false),
                // Its lineage has a living token: a rotation is under way.
                arguments(secret(LIVING.secretName(), DEAD, SOON), false));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void aSecretIsFoundThatNearsItsExpiryWithoutALivingToken(HeldSecret secret, boolean found) {
        // When
        Optional<PolicyViolated> violation = RULE.judge("contoso", List.of(secret), List.of(LIVING), NOW);
        List<HeldSecret> unrenewed = RULE.unrenewed(List.of(secret), List.of(LIVING), NOW);

        // Then
        assertThat(violation.isPresent()).isEqualTo(found);
        assertThat(unrenewed).isEqualTo(found ? List.of(secret) : List.of());
    }

    @Test
    void manySecretsAreOneFinding() {
        // Given
        List<HeldSecret> secrets = IntStream.range(0, 25)
                .mapToObj(n -> secret("secret-%02d".formatted(n), DEAD, SOON))
                .toList();

        // When
        PolicyViolated violation =
                RULE.judge("contoso", secrets, List.of(), NOW).orElseThrow();

        // Then
        assertThat(violation.found())
                .contains("secret-00 (2026-03-09)", "secret-19", "and 5 more")
                .doesNotContain("secret-20");
    }

    private static HeldSecret secret(String name, UUID holds, Instant expiresOn) {
        return new HeldSecret(name, Optional.ofNullable(holds), Optional.ofNullable(expiresOn));
    }
}

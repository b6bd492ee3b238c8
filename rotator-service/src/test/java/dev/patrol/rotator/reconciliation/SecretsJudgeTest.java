package dev.patrol.rotator.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.secrets.ManagedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsJudgeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final UUID HOLDER = UUID.randomUUID();
    private static final UUID PREDECESSOR = UUID.randomUUID();

    private final SecretsJudge judge = new SecretsJudge(Duration.ofHours(1));

    @Test
    void aDeadHolderIsFound() {
        // When
        Optional<SecretFinding> finding = judge(Optional.of(HOLDER), Optional.empty(), Set.of(PREDECESSOR));

        // Then
        assertThat(finding).contains(new SecretFinding.DeadHolder(HOLDER));
    }

    @Test
    void aSecretThatNamesNoTokenIsLeftAlone() {
        // When
        Optional<SecretFinding> finding = judge(Optional.empty(), Optional.of(NOW.minusSeconds(1_000_000)), Set.of());

        // Then
        assertThat(finding).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT1H0.001S, true", "PT1H, false", "PT0S, false", "-PT1H, false"})
    void aPredecessorIsOverdueAfterTheSafetyDelay(Duration ago, boolean overdue) {
        // When
        Optional<SecretFinding> finding =
                judge(Optional.of(HOLDER), Optional.of(NOW.minus(ago)), Set.of(HOLDER, PREDECESSOR));

        // Then
        assertThat(finding.isPresent()).isEqualTo(overdue);
    }

    @Test
    void aDeadPredecessorIsAsItShouldBe() {
        // When
        Optional<SecretFinding> finding = judge(Optional.of(HOLDER), Optional.of(Instant.EPOCH), Set.of(HOLDER));

        // Then
        assertThat(finding).isEmpty();
    }

    private Optional<SecretFinding> judge(Optional<UUID> holder, Optional<Instant> revokeAt, Set<UUID> alive) {
        ManagedSecret secret =
                new ManagedSecret("deploy", "contoso", holder, Optional.of(PREDECESSOR), revokeAt, Set.of());
        return judge.judge(secret, alive::contains, NOW);
    }
}

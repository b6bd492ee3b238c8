package dev.patrol.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.patrol.local.dependents.Dependents;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.SimulatorConfig;
import dev.patrol.simulator.inspection.TokenFact;
import dev.patrol.simulator.pats.PatStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoOrganizationTest {
    private static final Instant NOW = Instant.now();

    @Test
    void hasTwentyFourTokensAndOneOfEveryFate() {
        // When
        List<DemoToken> tokens = DemoOrganization.TOKENS;

        // Then
        assertThat(tokens).hasSize(24);
        assertThat(tokens).extracting(DemoToken::fate).contains(Fate.values());
    }

    @Test
    void letsATokenBeRotatedOnlyIfItIsDueAndItsFateSaysSo() {
        // When
        Map<Boolean, List<DemoToken>> byDue = DemoOrganization.TOKENS.stream()
                .filter(DemoToken::aliveAtFirst)
                .collect(Collectors.partitioningBy(
                        token -> token.lifeLeft().compareTo(Duration.ofDays(DemoOrganization.THRESHOLD_DAYS)) <= 0));

        // Then
        assertThat(byDue.get(false)).extracting(DemoToken::fate).doesNotContain(Fate.ROTATED, Fate.FORBIDDEN);
        assertThat(byDue.get(true)).extracting(DemoToken::fate).doesNotContain(Fate.LEFT_ALONE);
    }

    @Test
    void hasAnOverlapThatIsAcknowledgedByAllAndOneThatIsNot() {
        // When
        List<Dependents> dependents = DemoOrganization.TOKENS.stream()
                .filter(token -> token.fate() == Fate.ROTATED)
                .map(DemoToken::dependents)
                .toList();

        // Then
        assertThat(dependents).anyMatch(Dependents::allAcknowledge);
        assertThat(dependents)
                .anyMatch(each ->
                        !each.silent().isEmpty() && !each.acknowledging().isEmpty());
    }

    @Test
    void registersDependentsAndALongOverlapWithTheRotator() {
        // When
        Map<String, String> settings = DemoOrganization.overlapSettings();

        // Then
        assertThat(settings)
                .containsOnly(
                        entry("PATROL_ROTATION_OVERLAP", "PT5S"),
                        entry("PATROL_ROTATION_DEPENDENTS_0__SECRETS", "dashboards-7407361f"),
                        entry("PATROL_ROTATION_DEPENDENTS_0__NAMES", "dashboard-builder,billing-importer"),
                        entry("PATROL_ROTATION_DEPENDENTS_1__SECRETS", "deploy-production-7f7b7586"),
                        entry("PATROL_ROTATION_DEPENDENTS_1__NAMES", "deploy-pipeline,release-gate"),
                        entry("PATROL_ROTATION_OVERLAP_RULES_0__TOKENS", "deploy-production*"),
                        entry("PATROL_ROTATION_OVERLAP_RULES_0__OVERLAP", "PT10M"));
    }

    @Test
    void givesEveryTokenThatIsRotatedASecretOfItsOwn() {
        // When
        List<String> secrets = DemoOrganization.TOKENS.stream()
                .filter(token -> token.fate() == Fate.ROTATED)
                .map(token -> token.describe(DemoOrganization.NAME, new UUID(0, 0), NOW, NOW))
                .map(Token::secretName)
                .toList();

        // Then
        assertThat(secrets).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    @Test
    void isInTheSimulatorAsItIsWrittenHere() {
        // Given
        try (AzureSimulator azure =
                AzureSimulator.start(SimulatorConfig.defaults().withOrganizations(DemoOrganization.NAME))) {
            // When
            List<SeededToken> seeded = DemoOrganization.seed(azure.control(), NOW);

            // Then
            assertThat(seeded).hasSize(24).allSatisfy(token -> {
                TokenFact fact =
                        azure.control().token(token.token().authorizationId()).orElseThrow();
                assertThat(fact.displayName()).isEqualTo(token.wish().displayName());
                assertThat(fact.state() == PatStatus.ALIVE)
                        .isEqualTo(token.wish().aliveAtFirst());
                assertThat(fact.validTo()).isEqualTo(token.token().validTo());
            });
        }
    }

    @Test
    void hasTokensOfSomebodyElseThatPatrolCanOnlyRevoke() {
        // Given
        try (AzureSimulator azure =
                AzureSimulator.start(SimulatorConfig.defaults().withOrganizations(DemoOrganization.NAME))) {
            // When
            DemoOrganization.seed(azure.control(), NOW);

            // Then
            assertThat(azure.control().tokens(DemoOrganization.NAME))
                    .filteredOn(fact -> !fact.owner().equals(azure.serviceUser()))
                    .extracting(TokenFact::displayName, TokenFact::owner, TokenFact::state)
                    .containsExactlyInAnyOrder(
                            tuple("ana-laptop", "ana@contoso.example", PatStatus.ALIVE),
                            tuple("ana-everything", "ana@contoso.example", PatStatus.ALIVE));
        }
    }
}

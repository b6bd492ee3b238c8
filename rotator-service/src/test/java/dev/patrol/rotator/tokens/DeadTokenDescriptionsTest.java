package dev.patrol.rotator.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.PersonalAccessToken;
import dev.patrol.rotator.rotation.RotationFixture;
import dev.patrol.simulator.control.TokenSeed;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How dead tokens are described: with few requests, and in spite of one that fails. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class DeadTokenDescriptionsTest extends RotationFixture {
    @Inject
    TokenApis apis;

    @Test
    void aFewAreAskedForOneByOneAndAgainWhereThatFails() {
        // Given
        Set<UUID> few = Set.copyOf(seedDead("few", 3, Instant.now().plus(Duration.ofDays(3)), true));
        azure.addFault(Fault.status(Api.PATS_GET, 503).withTimes(1));
        long before = azure.callCount(Api.PATS_GET);

        // When
        List<PersonalAccessToken> described =
                apis.of(AzureResource.organization()).describeDead(few);

        // Then
        assertThat(described)
                .extracting(PersonalAccessToken::authorizationId)
                .containsExactlyElementsOf(few.stream().sorted().toList());
        assertThat(azure.callCount(Api.PATS_GET) - before).isEqualTo(4);
    }

    @Test
    void manyAreDescribedByTheListsAndOnlyWhatNoListHasIsAskedForByItsId() {
        // Given
        Set<UUID> dead =
                new HashSet<>(seedDead("many-revoked", 150, Instant.now().plus(Duration.ofDays(3)), true));
        dead.addAll(seedDead("many-expired", 20, Instant.now().minus(Duration.ofDays(3)), false));
        Set<UUID> asked = new HashSet<>(dead);
        asked.add(UUID.randomUUID());
        azure.addFault(Fault.status(Api.PATS_LIST, 503).withSkip(1).withTimes(1));
        azure.addFault(Fault.status(Api.PATS_GET, 503).withTimes(1));
        long before = azure.callCount(Api.PATS_GET);

        // When
        List<PersonalAccessToken> described =
                apis.of(AzureResource.organization()).describeDead(asked);

        // Then
        assertThat(described)
                .extracting(PersonalAccessToken::authorizationId)
                .containsExactlyInAnyOrderElementsOf(dead);
        assertThat(azure.callCount(Api.PATS_GET) - before).isEqualTo(2);
    }

    private List<UUID> seedDead(String name, int count, Instant validTo, boolean revoked) {
        Instant validFrom = validTo.minus(Duration.ofDays(10));
        return azure.seedTokens(new TokenSeed(
                null, name + "-{n}", "vso.code", validFrom, validTo, false, null, count, revoked, false, null));
    }
}

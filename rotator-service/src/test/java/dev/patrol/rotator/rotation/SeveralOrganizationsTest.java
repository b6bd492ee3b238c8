package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Response;
import dev.patrol.model.token.Token;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KafkaBroker.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = HangingNeighbour.class, restrictToAnnotatedClass = true)
class SeveralOrganizationsTest extends RotationFixture {
    /** More than there are threads for all. */
    private static final int MANY = 150;

    @Test
    void oneThatHangsKeepsTheOtherFromNothing() {
        // Given
        IntStream.range(0, MANY).forEach(number -> topics.write(expiring(ofNeighbour("neighbour-" + number), true)));
        Token due = seed("neighbour-0", "vso.code");

        // When
        topics.write(expiring(due, true));

        // Then
        Token successor = successorOf(due);
        assertThat(successor.organization()).isEqualTo(AzureResource.organization());
        assertThat(successor.secretName())
                .isNotEqualTo(ofNeighbour("neighbour-0").secretName());
    }

    @Test
    void aStolenTokenDiesThoughTheOtherOrganizationHangs() {
        // Given
        IntStream.range(0, MANY)
                .forEach(number -> topics.write(
                        CompromiseTest.compromised(ofNeighbour("robbed-neighbour-" + number), Response.REVOKE)));
        Token stolen = seed("robbed-neighbour-0", "vso.code");

        // When
        topics.write(CompromiseTest.compromised(stolen, Response.REVOKE));

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> stateOf(stolen.authorizationId()) == PatStatus.REVOKED);
    }

    private static Token ofNeighbour(String name) {
        Instant now = Instant.now();
        return Token.of(
                HangingNeighbour.NAME,
                UUID.randomUUID(),
                name,
                List.of("vso.code"),
                now.minus(Duration.ofDays(20)),
                now.plus(Duration.ofDays(3)),
                false,
                Optional.empty());
    }
}

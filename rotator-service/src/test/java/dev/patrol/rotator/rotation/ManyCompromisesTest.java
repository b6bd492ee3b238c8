package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.Response;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import dev.patrol.simulator.faults.Fault;
import dev.patrol.simulator.http.Api;
import dev.patrol.simulator.pats.PatStatus;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** More tokens in wrong hands than are revoked at once, while nobody can see which tokens live. */
@QuarkusTest
@QuarkusTestResource(KafkaBroker.class)
@QuarkusTestResource(AzureResource.class)
class ManyCompromisesTest extends RotationFixture {
    private static final int MANY = 100;
    /** None of what waits for a list gets one in that time. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.latency(Api.PATS_LIST, Duration.ofSeconds(20).toMillis()), Fault.status(Api.PATS_LIST, 503));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void allDieThoughNoneCanBeSeenDead(Fault fault) {
        // Given
        List<Token> stolen = seedMany("many-" + fault.kind().wireName());
        azure.addFault(fault);

        // When
        topics.writeAll(stolen.stream().map(ManyCompromisesTest::found).toList());

        // Then
        awaitDead(stolen, SOON);
        assertThat(announced(stolen)).isEmpty();
    }

    @Test
    void eachIsSaidToBeDeadOnceItCanBeSeen() {
        // Given
        List<Token> stolen = seedMany("many-unseen");
        long fault = azure.addFault(Fault.status(Api.PATS_LIST, 503));
        topics.writeAll(stolen.stream().map(ManyCompromisesTest::found).toList());
        awaitDead(stolen, PATIENCE);

        // When
        azure.removeFault(fault);

        // Then
        List<UUID> all = stolen.stream().map(Token::authorizationId).toList();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(announced(stolen))
                .containsExactlyInAnyOrderElementsOf(all));
    }

    private List<Token> seedMany(String name) {
        return IntStream.range(0, MANY)
                .mapToObj(number -> seed(name + "-" + number, "vso.code"))
                .toList();
    }

    private static Envelope<?> found(Token token) {
        return Envelope.first(CompromiseTest.compromised(token, Response.REVOKE), URI.create("/test"), Instant.now());
    }

    private void awaitDead(List<Token> tokens, Duration atMost) {
        Awaitility.await().atMost(atMost).until(() -> tokens.stream()
                .allMatch(token -> stateOf(token.authorizationId()) == PatStatus.REVOKED));
    }

    /** The ids of those of the tokens that are said to be dead, as often as that is said. */
    private static List<UUID> announced(List<Token> tokens) {
        try (TopicReader reader = TopicReader.of(Topic.TOKEN_REVOKED)) {
            return reader.allEvents(TokenRevoked.class).stream()
                    .map(TokenRevoked::token)
                    .filter(tokens::contains)
                    .map(Token::authorizationId)
                    .toList();
        }
    }
}
